package io.edgenas.pipeline.adapter;

import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.search.Metric;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Figures of a space's networks, as metrics of its architectures. Each architecture is lowered
 * once, and all figures are taken from it then, however many of them are asked for and however
 * often. Safe for several threads.
 */
public final class NetworkMetrics {
  /** Fewer are not worth handing to other threads. */
  private static final int PARALLEL_FROM = 64;

  private final SearchSpace space;
  private final Task task;
  private final List<NetworkFigure> figures;
  private final Map<Arch, double[]> known = new ConcurrentHashMap<>();

  /**
   * @param figures those that are asked for together, as a rule
   */
  public NetworkMetrics(SearchSpace space, Task task, List<NetworkFigure> figures) {
    this.space = space;
    this.task = task;
    this.figures = List.copyOf(figures);
  }

  /** The metric of a single figure. */
  public static Metric of(SearchSpace space, Task task, NetworkFigure figure) {
    return new NetworkMetrics(space, task, List.of(figure)).all().get(0);
  }

  /** One metric per figure, in order. */
  public List<Metric> all() {
    return IntStream.range(0, figures.size()).<Metric>mapToObj(Of::new).toList();
  }

  private double[] figures(Arch arch) {
    return known.computeIfAbsent(arch, this::compute);
  }

  private double[] compute(Arch arch) {
    Network network = space.lower(task, arch);
    return figures.stream().mapToDouble(figure -> figure.of().applyAsDouble(network)).toArray();
  }

  /** One of the figures. */
  private final class Of implements Metric {
    private final int index;

    Of(int index) {
      this.index = index;
    }

    @Override
    public String name() {
      return figures.get(index).name();
    }

    @Override
    public String unit() {
      return figures.get(index).unit();
    }

    @Override
    public double[] values(List<Arch> archs) {
      return archs.size() < PARALLEL_FROM
          ? archs.stream().mapToDouble(this::value).toArray()
          : archs.parallelStream().mapToDouble(this::value).toArray();
    }

    private double value(Arch arch) {
      return figures(arch)[index];
    }
  }
}
