package io.edgenas.latency;

import io.edgenas.base.value.Require;
import java.util.OptionalDouble;

/**
 * What a model says about one network.
 *
 * @param latencyMs predicted median latency of a run in the profile's configuration
 * @param upperMs one-sided 95 % bound of a single run at some moment, at least {@code latencyMs};
 *     empty where nothing validates the model
 * @param coverage share of the layers that the profile covers; a prediction is only made for 1
 */
public record Prediction(double latencyMs, OptionalDouble upperMs, double coverage) {
  public Prediction {
    Require.positive("latency_ms", latencyMs);
    upperMs.ifPresent(upper -> Require.range("upper_ms", upper, latencyMs, Double.MAX_VALUE));
    Require.range("coverage", coverage, 0, 1);
  }

  /**
   * What a budget is compared with: the bound, or the prediction itself where there is no bound.
   */
  public double boundMs() {
    return upperMs.orElse(latencyMs);
  }
}
