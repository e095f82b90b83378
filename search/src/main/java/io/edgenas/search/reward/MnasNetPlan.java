package io.edgenas.search.reward;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.search.Metric;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link LatencyReward} of accuracy and one cost.
 *
 * @param text what somebody wrote
 * @param cost its name; empty for the first there is
 * @param target in the unit of the cost, above 0
 * @param below the exponent up to the target
 * @param above the exponent above it
 */
record MnasNetPlan(String text, Optional<String> cost, double target, double below, double above)
    implements RewardPlan {
  /**
   * @throws BadInputException as {@link RewardPlan#of}, or if there is no cost at all
   */
  @Override
  public Metric of(Metric accuracy, Map<String, Metric> costs) {
    if (costs.isEmpty()) {
      throw new BadInputException(
          "reward '" + Check.shown(text) + "' needs a cost, and none is known: name one");
    }
    String name = cost.orElseGet(() -> costs.keySet().iterator().next());
    Metric known = RewardPlan.cost(text, name, costs);
    return new LatencyReward(accuracy, known, target, below, above);
  }
}
