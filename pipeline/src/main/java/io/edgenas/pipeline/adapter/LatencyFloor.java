package io.edgenas.pipeline.adapter;

import io.edgenas.search.Constraint;
import io.edgenas.space.ArchSpec;
import java.util.Arrays;
import java.util.List;

/**
 * A latency budget that is to be used: its value is how often an architecture's latency bound fits
 * into the budget.
 *
 * @param budget answers for the latencies
 * @param share of the budget that is used at least, above 0 and at most 1
 */
public record LatencyFloor(LatencyConstraint budget, double share) implements Constraint {
  @Override
  public String name() {
    return "use of the budget for " + budget.name();
  }

  @Override
  public String unit() {
    return "";
  }

  @Override
  public double limit() {
    return 1 / share;
  }

  /** NaN where the profile does not cover an architecture. */
  @Override
  public double[] values(List<ArchSpec> archs) {
    return Arrays.stream(budget.values(archs)).map(ms -> budget.limit() / ms).toArray();
  }
}
