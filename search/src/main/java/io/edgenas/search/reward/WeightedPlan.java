package io.edgenas.search.reward;

import io.edgenas.base.input.BadInputException;
import io.edgenas.search.Metric;
import io.edgenas.search.reward.WeightedSum.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link WeightedSum} of accuracy and costs.
 *
 * @param text what somebody wrote
 * @param accuracy what an accuracy of 1 is worth, above 0
 * @param costs what one unit of each cost is worth, below 0; at least one
 */
record WeightedPlan(String text, double accuracy, Map<String, Double> costs) implements RewardPlan {
  WeightedPlan {
    costs = Collections.unmodifiableMap(new LinkedHashMap<>(costs));
  }

  /**
   * @throws BadInputException as {@link RewardPlan#of}
   */
  @Override
  public Metric of(Metric metric, Map<String, Metric> known) {
    List<Term> terms = new ArrayList<>(List.of(new Term(metric, accuracy)));
    costs.forEach(
        (name, weight) -> terms.add(new Term(RewardPlan.cost(text, name, known), weight)));
    return new WeightedSum(terms);
  }
}
