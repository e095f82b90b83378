package io.edgenas.cli.adapter;

import io.edgenas.latency.LatencyModel;
import io.edgenas.network.Lowering;
import io.edgenas.network.Network;
import io.edgenas.search.Constraint;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.List;

/**
 * A latency budget that is to be used: its value is how often an architecture's latency bound fits
 * into the budget.
 *
 * @param share of the budget that is used at least, above 0 and at most 1
 */
public record LatencyFloor(
    LatencyModel model, SearchSpace space, Task task, double budgetMs, double share)
    implements Constraint {
  @Override
  public String name() {
    return "use of the latency budget on " + model.profile();
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
    return archs.parallelStream().mapToDouble(this::value).toArray();
  }

  private double value(ArchSpec arch) {
    Network network = Lowering.lower(space, task, arch);
    return model.missing(network).isEmpty()
        ? budgetMs / model.predict(network).boundMs()
        : Double.NaN;
  }
}
