package io.edgenas.benchmarks.training;

import io.edgenas.space.ArchSpec;

/** One way to train a subnet. All methods run on the tensor thread. */
interface TrainingArm extends AutoCloseable {
  /** Trains a subnet for so many steps, on one batch of its resolution; gives the seconds. */
  double seconds(ArchSpec arch, int steps);

  @Override
  void close();
}
