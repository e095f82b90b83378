package io.edgenas.data.batch;

import io.edgenas.base.input.Check;
import io.edgenas.data.Dataset;
import io.edgenas.images.InputContract;
import java.util.Objects;

/**
 * A data set cut into batches in its own order, unchanged but for the preprocessing: for evaluation
 * and batch-norm recalibration. The last batch may be smaller. Safe for any number of threads.
 */
public final class SequentialBatches {
  private final Dataset data;
  private final int batchSize;
  private final BatchWriter writer;

  /**
   * @param contract channels and normalisation; its size is replaced by the resolution asked for
   * @param batchSize images per batch
   */
  public SequentialBatches(Dataset data, InputContract contract, int batchSize) {
    this.data = data;
    this.batchSize = Check.range("batch size", batchSize, 1, 1 << 20);
    this.writer = new BatchWriter(contract);
  }

  /** Number of batches. */
  public int count() {
    return (int) (((long) data.size() + batchSize - 1) / batchSize);
  }

  /** Number of images in all batches. */
  public int images() {
    return data.size();
  }

  /**
   * One batch; the caller closes it.
   *
   * @param index 0 to {@code count() - 1}
   * @param resolution side of the square images in pixels
   */
  public Batch batch(int index, int resolution) {
    Objects.checkIndex(index, count());
    int first = index * batchSize;
    int size = Math.min(batchSize, data.size() - first);
    return writer.write(size, resolution, i -> data.image(first + i), i -> data.label(first + i));
  }
}
