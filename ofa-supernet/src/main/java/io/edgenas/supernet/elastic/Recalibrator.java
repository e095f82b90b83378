package io.edgenas.supernet.elastic;

import ai.djl.ndarray.NDManager;
import io.edgenas.data.Dataset;
import io.edgenas.data.batch.Batch;
import io.edgenas.data.batch.SequentialBatches;
import io.edgenas.images.InputContract;
import io.edgenas.network.Network;
import io.edgenas.supernet.engine.EngineArrays;
import io.edgenas.supernet.engine.TorchCalls;
import io.edgenas.supernet.norm.BatchNormStatistics;
import io.edgenas.supernet.norm.RecordingNorm;
import java.util.OptionalInt;

/**
 * Recalibrates subnets on one set of training images: a function of weights, subnet and images. May
 * be used on any thread.
 */
public final class Recalibrator {
  /** Not one: with a single thread libtorch takes another, slower way through convolutions. */
  private static final int REPRODUCIBLE_THREADS = 2;

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
            images, contract, batchSize.orElse(BatchSizes.recalibration(resolution)));
    for (int i = 0; i < batches.count(); i++) {
      try (NDManager scope = supernet.thread().manager().newSubManager();
          Batch batch = batches.batch(i, resolution)) {
        supernet.forward(EngineArrays.images(batch, scope), network, norm);
      }
    }
  }
}
