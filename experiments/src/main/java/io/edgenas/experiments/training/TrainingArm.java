package io.edgenas.experiments.training;

import io.edgenas.network.Arch;

/** One way to train a subnet. All methods run on the tensor thread. */
interface TrainingArm extends AutoCloseable {
  /** Trains a subnet for so many steps, on one batch of its resolution; gives the seconds. */
  double seconds(Arch arch, int steps);

  @Override
  void close();
}
