package io.edgenas.supernet.evaluate;

import io.edgenas.network.Arch;

/**
 * How well a subnet does.
 *
 * @param recall class by class
 */
public record Evaluation(Arch arch, ClassRecall recall) {
  /** Share of all images that are right, 0 to 1. */
  public double top1() {
    return recall.top1();
  }

  /** Number of all images. */
  public int imageCount() {
    return recall.imageCount();
  }
}
