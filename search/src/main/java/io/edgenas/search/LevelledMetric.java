package io.edgenas.search;

import io.edgenas.network.Arch;
import io.edgenas.search.effort.Levels;
import java.util.List;

/**
 * Port: a metric that can also be had for less, with fewer images, seeds or training steps. What it
 * says then is of the same kind and unit, but off by some noise, or not yet as good. As the first
 * objective of a problem it can be glimpsed at: see {@link SearchSession#glimpse}.
 */
public interface LevelledMetric extends Metric {
  /** The levels that there are; their efforts are what a glimpse costs. */
  Levels levels();

  /**
   * Answers as {@link Metric#values} does, with the effort of a level. Asked with the levels of an
   * architecture in ascending order, so an implementation can go on from what it did at the last.
   *
   * @param level from 0 to {@link Levels#last}
   */
  double[] values(List<Arch> archs, int level);

  /** Answers with the full effort. */
  @Override
  default double[] values(List<Arch> archs) {
    return values(archs, levels().last());
  }

  /**
   * The metric itself where it has levels; else the metric with the full effort as its only one.
   */
  static LevelledMetric of(Metric metric) {
    if (metric instanceof LevelledMetric levelled) {
      return levelled;
    }
    return new LevelledMetric() {
      @Override
      public String name() {
        return metric.name();
      }

      @Override
      public String unit() {
        return metric.unit();
      }

      @Override
      public Levels levels() {
        return Levels.WHOLE;
      }

      @Override
      public double[] values(List<Arch> archs, int level) {
        return metric.values(archs);
      }
    };
  }
}
