package io.edgenas.search.reward;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import io.edgenas.network.Arch;
import io.edgenas.search.Metric;
import java.util.List;

/**
 * MnasNet's reward, {@code accuracy * (latency / target)^w} (Tan et al., MnasNet, 2019, equations 2
 * and 3): {@code w} is {@code alpha} up to the target and {@code beta} above it. A target is no
 * budget: a network may miss it if its accuracy makes up for that. With {@code alpha = beta} the
 * target scales all rewards alike, so it does not change which network is best.
 *
 * @param accuracy 0 to 1
 * @param latency above 0; parameters or any other cost will do
 * @param target in the unit of {@code latency}
 * @param alpha the exponent up to the target; 0 gives nothing for being faster, below 0 does
 * @param beta the exponent above the target, below 0 to make the slower worse
 */
public record LatencyReward(
    Metric accuracy, Metric latency, double target, double alpha, double beta) implements Metric {
  /** The paper's soft exponent: 5 % more accuracy are worth twice the latency. */
  public static final double SOFT = -0.07;

  private static final double STEEPEST = 100;

  /**
   * @throws InvalidValueException if the target is not a finite number above 0, or an exponent not
   *     one from -100 to 100
   */
  public LatencyReward {
    Require.positive("target for " + latency.name(), target);
    Require.range("exponent alpha", alpha, -STEEPEST, STEEPEST);
    Require.range("exponent beta", beta, -STEEPEST, STEEPEST);
  }

  /** The reward that the paper searches with: both exponents are {@link #SOFT}. */
  public static LatencyReward soft(Metric accuracy, Metric latency, double target) {
    return new LatencyReward(accuracy, latency, target, SOFT, SOFT);
  }

  /** The paper's other one: accuracy alone up to the target, a sharp fall above it. */
  public static LatencyReward hard(Metric accuracy, Metric latency, double target) {
    return new LatencyReward(accuracy, latency, target, 0, -1);
  }

  @Override
  public String name() {
    return accuracy.name() + " rewarded for " + latency.name();
  }

  /** None: the reward is an accuracy times a plain number. */
  @Override
  public String unit() {
    return "";
  }

  @Override
  public double[] values(List<Arch> archs) {
    double[] rewards = accuracy.values(archs).clone();
    double[] latencies = latency.values(archs);
    for (int i = 0; i < rewards.length; i++) {
      double share = latencies[i] / target;
      rewards[i] *= share > 0 ? Math.pow(share, share <= 1 ? alpha : beta) : Double.NaN;
    }
    return rewards;
  }
}
