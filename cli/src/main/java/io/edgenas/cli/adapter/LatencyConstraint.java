package io.edgenas.cli.adapter;

import io.edgenas.input.Check;
import io.edgenas.latency.LatencyModel;
import io.edgenas.network.Lowering;
import io.edgenas.network.Network;
import io.edgenas.search.Constraint;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.List;

/**
 * A latency budget on one device: an architecture keeps it when the model's upper bound, or the
 * prediction where nothing validates the model, is within the budget.
 *
 * @param budgetMs finite and above 0
 */
public record LatencyConstraint(LatencyModel model, SearchSpace space, Task task, double budgetMs)
    implements Constraint {
  /** Fewer are not worth handing to other threads. */
  private static final int PARALLEL_FROM = 64;

  public LatencyConstraint {
    Check.positive("latency budget in ms", budgetMs);
  }

  @Override
  public String name() {
    return "latency on " + model.profile();
  }

  @Override
  public String unit() {
    return "ms";
  }

  @Override
  public double limit() {
    return budgetMs;
  }

  /** NaN where the profile does not cover an architecture. */
  @Override
  public double[] values(List<ArchSpec> archs) {
    return archs.size() < PARALLEL_FROM
        ? archs.stream().mapToDouble(this::value).toArray()
        : archs.parallelStream().mapToDouble(this::value).toArray();
  }

  private double value(ArchSpec arch) {
    Network network = Lowering.lower(space, task, arch);
    return model.missing(network).isEmpty() ? model.predict(network).boundMs() : Double.NaN;
  }
}
