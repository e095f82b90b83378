package io.edgenas.supernet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.edgenas.network.Network;

/**
 * Computes the batch-norm statistics of one subnet from images: without it a subnet that shares its
 * weights with others is worth nothing (Cai et al., Once-for-All, {@code set_running_statistics}).
 * A function of the weights, the subnet and the batches; the images should look as in training.
 */
public final class BatchNormRecalibration {
  /** Gives a batch of images. */
  @FunctionalInterface
  public interface Batches {
    /**
     * @param scope manager of the batch, closed after use
     * @return {@code [n, channels, size, size]} at the subnet's resolution, or null after the last
     */
    NDArray next(NDManager scope);
  }

  private BatchNormRecalibration() {}

  /** Recalibrates on the tensor thread. */
  public static BatchNormStatistics recalibrate(
      ElasticSupernet supernet, Network network, Batches batches) {
    supernet.thread().requireCurrent();
    RecordingNorm norm = new RecordingNorm();
    boolean any = false;
    while (true) {
      try (NDManager scope = supernet.thread().manager().newSubManager()) {
        NDArray images = batches.next(scope);
        if (images == null) {
          break;
        }
        supernet.forward(images, network, norm);
        any = true;
      }
    }
    if (!any) {
      throw new IllegalArgumentException("no images to recalibrate batch norm on");
    }
    return norm.statistics(network.arch());
  }
}
