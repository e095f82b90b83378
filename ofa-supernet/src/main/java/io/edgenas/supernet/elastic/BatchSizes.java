package io.edgenas.supernet.elastic;

/**
 * How many images pass through a supernet at a time where no gradients are made: fewer at large
 * resolutions, so that the memory they take is bounded.
 */
public final class BatchSizes {
  /** Pixels of a batch: bounds its memory, whatever the resolution. */
  private static final int PIXELS = 1_600_000;

  private static final int MIN = 16;
  private static final int MAX = 500;

  /**
   * The statistics depend a little on it, because every layer sees what the batch's own statistics
   * have normalised.
   */
  private static final int MAX_RECALIBRATION = 100;

  private BatchSizes() {}

  /** Images of a batch that is judged at a resolution. */
  public static int evaluation(int resolution) {
    return Math.max(MIN, Math.min(MAX, PIXELS / (resolution * resolution)));
  }

  /** Images of a batch on which batch norm is recalibrated at a resolution. */
  static int recalibration(int resolution) {
    return Math.min(MAX_RECALIBRATION, evaluation(resolution));
  }
}
