package io.edgenas.search;

import io.edgenas.network.Arch;
import java.util.List;

/** Port: how accurate architectures are, or are predicted to be. */
@FunctionalInterface
public interface AccuracyMetric extends Metric {
  /**
   * Answers with top-1 accuracies, as {@link Metric#values} describes.
   *
   * @return one fraction from 0 to 1 per architecture, in order
   */
  double[] top1(List<Arch> archs);

  @Override
  default String name() {
    return "accuracy";
  }

  @Override
  default String unit() {
    return "";
  }

  @Override
  default double[] values(List<Arch> archs) {
    return top1(archs);
  }
}
