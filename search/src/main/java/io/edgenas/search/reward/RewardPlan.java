package io.edgenas.search.reward;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.search.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a reward is to be made of, known before its metrics are; {@link RewardText} reads it. */
public sealed interface RewardPlan permits WeightedPlan, MnasNetPlan {
  /** What accuracy is called. */
  String ACCURACY = "accuracy";

  /**
   * Makes the reward.
   *
   * @param accuracy 0 to 1
   * @param costs by the names that a plan calls them; the first is meant where it names none
   * @throws BadInputException if the plan names a cost that is not there
   */
  Metric of(Metric accuracy, Map<String, Metric> costs);

  /** What somebody wrote. */
  String text();

  /**
   * The cost with a name.
   *
   * @throws BadInputException if there is none
   */
  static Metric cost(String text, String name, Map<String, Metric> costs) {
    Metric cost = costs.get(name);
    if (cost == null) {
      List<String> names = new ArrayList<>(costs.keySet());
      throw new BadInputException(
          "reward '"
              + Check.shown(text)
              + "': there is no cost '"
              + Check.shown(name)
              + "'"
              + Check.didYouMean(name, names)
              + ": choose from "
              + names);
    }
    return cost;
  }
}
