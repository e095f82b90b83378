package io.edgenas.supernet.elastic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.edgenas.data.Dataset;
import io.edgenas.data.batch.Batch;
import io.edgenas.data.batch.SequentialBatches;
import io.edgenas.images.InputContract;
import io.edgenas.network.Network;
import io.edgenas.supernet.engine.TorchCalls;
import io.edgenas.supernet.norm.BatchNormStatistics;
import io.edgenas.supernet.norm.RecordingNorm;
import java.util.OptionalInt;

/**
 * Recalibrates subnets on one set of training images: a function of weights, subnet and images. May
 * be used on any thread.
 */
public final class Recalibrator {
  /** Pixels of a batch: bounds its memory, whatever the resolution. */
  private static final int BATCH_PIXELS = 1_600_000;

  /**
   * Images of a recalibration batch, fewer at large resolutions. The statistics depend a little on
   * it, because every layer sees what the batch's own statistics have normalised.
   */
  /** Not one: with a single thread libtorch takes another, slower way through convolutions. */
  private static final int REPRODUCIBLE_THREADS = 2;

  private static final int RECALIBRATION_BATCH = 100;

  private static final int MIN_BATCH = 16;
  private static final int MAX_BATCH = 500;

  private final ElasticSupernet supernet;
  private final InputContract contract;
  private final Dataset images;
  private final OptionalInt batchSize;

  /**
   * @param contract channels and normalisation; its size is replaced by the subnet's resolution
   * @param images training images, at least one; a sample of 1,000 or so is enough
   */
  public Recalibrator(ElasticSupernet supernet, InputContract contract, Dataset images) {
    this(supernet, contract, images, OptionalInt.empty());
  }

  /**
   * The same with batches of a given size.
   *
   * @param batchSize images per batch; empty for 100, fewer at large resolutions
   */
  public Recalibrator(
      ElasticSupernet supernet, InputContract contract, Dataset images, OptionalInt batchSize) {
    if (images.size() == 0) {
      throw new IllegalArgumentException("no images to recalibrate batch norm on");
    }
    this.supernet = supernet;
    this.contract = contract;
    this.images = images;
    this.batchSize = batchSize;
  }

  /** The statistics of one subnet; their last bits depend on the number of threads. */
  public BatchNormStatistics statistics(Network network) {
    RecordingNorm norm = new RecordingNorm();
    supernet.thread().run(() -> record(network, norm));
    return norm.statistics(network.arch());
  }

  /**
   * The statistics of one subnet that is written to a file: always computed on {@value
   * #REPRODUCIBLE_THREADS} threads, so that the file does not depend on the number of processors.
   */
  public BatchNormStatistics reproducible(Network network) {
    RecordingNorm norm = new RecordingNorm();
    supernet
        .thread()
        .run(() -> TorchCalls.withThreads(REPRODUCIBLE_THREADS, () -> record(network, norm)));
    return norm.statistics(network.arch());
  }

  private void record(Network network, RecordingNorm norm) {
    int resolution = network.input().height();
    SequentialBatches batches =
        new SequentialBatches(
            images,
            contract,
            batchSize.orElse(Math.min(RECALIBRATION_BATCH, evaluationBatch(resolution))));
    for (int i = 0; i < batches.count(); i++) {
      try (NDManager scope = supernet.thread().manager().newSubManager();
          Batch batch = batches.batch(i, resolution)) {
        supernet.forward(array(batch, scope), network, norm);
      }
    }
  }

  /** Images of a batch without gradients at a resolution. */
  public static int evaluationBatch(int resolution) {
    return Math.max(MIN_BATCH, Math.min(MAX_BATCH, BATCH_PIXELS / (resolution * resolution)));
  }

  /**
   * The images of a batch as {@code [n, channels, size, size]}: a view of the batch's own memory,
   * which must stay open as long as the array, and the backward pass through it, is used.
   */
  public static NDArray array(Batch batch, NDManager scope) {
    int side = batch.resolution();
    return scope
        .create(
            batch.bytesNhwc(),
            new Shape(batch.size(), side, side, batch.channels()),
            DataType.FLOAT32)
        .transpose(0, 3, 1, 2);
  }
}
