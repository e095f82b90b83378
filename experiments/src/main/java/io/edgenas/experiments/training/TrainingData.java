package io.edgenas.experiments.training;

import io.edgenas.data.DataSplits;
import io.edgenas.data.DataStatistics;
import io.edgenas.data.batch.Batch;
import io.edgenas.data.batch.SequentialBatches;
import io.edgenas.data.source.DataSource;
import io.edgenas.images.Fit;
import io.edgenas.images.InputContract;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * One batch of the bundled images per resolution, prepared beforehand: how it is made ready is not
 * what is measured here.
 */
final class TrainingData implements AutoCloseable {
  private final Task task;
  private final SequentialBatches source;
  private final Map<Integer, Batch> batches = new HashMap<>();

  TrainingData(MbConvSpace space, int batchSize) {
    DataSplits data = DataSource.open("bundled", Path.of(""), 1);
    InputContract contract =
        DataStatistics.contract(data, space.largest().resolution(), Fit.STRETCH);
    this.task = Task.of(space, data.classes(), data.channels());
    this.source = new SequentialBatches(data.train(), contract, batchSize);
  }

  Task task() {
    return task;
  }

  /** The batch of a resolution, which stays open. */
  Batch batch(int resolution) {
    return batches.computeIfAbsent(resolution, size -> source.batch(0, size));
  }

  @Override
  public void close() {
    batches.values().forEach(Batch::close);
  }
}
