package io.edgenas.pipeline.adapter;

import io.edgenas.latency.LatencyModel;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.search.Metric;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latency on one device by which a budget is kept: the model's upper bound, or the prediction
 * where nothing validates the model. Predicts each architecture once, however often it is asked.
 * Safe for several threads.
 */
public final class LatencyMetric implements Metric {
  /** Fewer are not worth handing to other threads. */
  private static final int PARALLEL_FROM = 64;

  private final LatencyModel model;
  private final SearchSpace space;
  private final Task task;
  private final Map<Arch, Double> known = new ConcurrentHashMap<>();

  public LatencyMetric(LatencyModel model, SearchSpace space, Task task) {
    this.model = model;
    this.space = space;
    this.task = task;
  }

  @Override
  public String name() {
    return "latency on " + model.profile();
  }

  @Override
  public String unit() {
    return "ms";
  }

  /** NaN where the profile does not cover an architecture. */
  @Override
  public double[] values(List<Arch> archs) {
    return archs.size() < PARALLEL_FROM
        ? archs.stream().mapToDouble(this::value).toArray()
        : archs.parallelStream().mapToDouble(this::value).toArray();
  }

  private double value(Arch arch) {
    return known.computeIfAbsent(arch, this::predict);
  }

  private double predict(Arch arch) {
    Network network = space.lower(task, arch);
    return model.missing(network).isEmpty() ? model.predict(network).boundMs() : Double.NaN;
  }
}
