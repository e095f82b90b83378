package io.edgenas.benchmarks.ways;

import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.profiler.Workbench;
import io.edgenas.profiler.measure.Timing;
import java.util.List;
import java.util.function.Supplier;

/** A model of which nothing but its latency is asked: a chain of operations, a whole network. */
record WholeModel(Kind kind, String key, Supplier<Workbench.Loaded> model, Costs costs, Way[] ways)
    implements Subject {
  /** Costs go to {@code ways}. */
  static WholeModel of(
      Kind kind, String key, Supplier<Workbench.Loaded> model, Costs costs, Way... ways) {
    return new WholeModel(kind, key, model, costs, ways);
  }

  @Override
  public Workbench.Loaded load() {
    Workbench.Loaded loaded = costs.of(model, ways);
    return new Workbench.Loaded() {
      @Override
      public void runOnce() {
        long start = System.nanoTime();
        loaded.runOnce();
        costs.add(System.nanoTime() - start, ways);
      }

      @Override
      public String modelSha256() {
        return loaded.modelSha256();
      }

      @Override
      public void close() {
        loaded.close();
      }
    };
  }

  @Override
  public List<RoundMeasurement> rows(int round, int group, Timing timing) {
    return List.of(Subject.timed(round, group, kind, key, timing));
  }
}
