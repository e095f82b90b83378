package io.edgenas.supernet.norm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** Evaluation's batch norm: normalises by the statistics of exactly this subnet. */
public final class GivenStatisticsNorm implements BatchNorm {
  private final BatchNormStatistics statistics;

  public GivenStatisticsNorm(BatchNormStatistics statistics) {
    this.statistics = statistics;
  }

  @Override
  public NDArray apply(String name, NDArray x, NDArray gamma, NDArray beta) {
    try (NDManager scope = x.getManager().newSubManager()) {
      NDArray mean = scope.create(statistics.mean(name));
      NDArray variance = scope.create(statistics.variance(name));
      return BatchNorm.normalise(x, mean, variance, gamma, beta, 0, false);
    }
  }
}
