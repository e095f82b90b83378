package io.edgenas.search.reward;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import io.edgenas.network.Arch;
import io.edgenas.search.Metric;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sum of metrics, each times a weight: the simplest reward. A weight below 0 makes less of its
 * metric better. The best by a weighted sum is on the front of its metrics; but what lies in a
 * hollow of the front is the best by no weights (Das and Dennis, A Closer Look at Drawbacks of
 * Minimizing Weighted Sums of Objectives, 1997).
 *
 * @param terms one or more
 */
public record WeightedSum(List<Term> terms) implements Metric {

  /**
   * A metric with its weight.
   *
   * @param weight what one unit of the metric is worth
   */
  public record Term(Metric metric, double weight) {
    private static final double MOST = 1e12;

    /**
     * @throws InvalidValueException if the weight is NaN, 0 or beyond a million million
     */
    public Term {
      Require.range("weight of " + metric.name(), weight, -MOST, MOST);
      if (weight == 0) {
        throw new InvalidValueException(
            "weight of " + metric.name() + " 0.0 is not allowed: leave the metric out");
      }
    }
  }

  /**
   * @throws InvalidValueException if there are no terms
   */
  public WeightedSum {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new InvalidValueException("a weighted sum of nothing: give one or more terms");
    }
  }

  @Override
  public String name() {
    return terms.stream()
        .map(term -> term.weight + " * " + term.metric.name())
        .collect(Collectors.joining(" + "));
  }

  /** None: the weights take the units away. */
  @Override
  public String unit() {
    return "";
  }

  @Override
  public double[] values(List<Arch> archs) {
    double[] sums = new double[archs.size()];
    for (Term term : terms) {
      double[] values = term.metric.values(archs);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += term.weight * values[i];
      }
    }
    return sums;
  }
}
