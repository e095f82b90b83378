package io.edgenas.benchmarks.ways;

import io.edgenas.network.Operation;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.profiler.Workbench;
import io.edgenas.profiler.measure.Samples;
import io.edgenas.profiler.measure.Timing;
import java.util.List;

/**
 * An operation on its own, two ways at once: the first run of each cycle, which meets the caches as
 * other models left them, and the runs that follow.
 */
final class IsolatedOperation implements Subject {
  private final Operation operation;
  private final Workbench workbench;
  private final Costs costs;

  /** How many times longer the first run of a cycle took than those that followed. */
  private final Samples coldness = new Samples();

  IsolatedOperation(Operation operation, Workbench workbench, Costs costs) {
    this.operation = operation;
    this.workbench = workbench;
    this.costs = costs;
  }

  /** The key of an operation's rows. */
  static String key(Way way, Operation operation) {
    return way.text() + " " + operation.key();
  }

  @Override
  public Workbench.Loaded load() {
    return new Run(costs.of(() -> workbench.load(operation), Way.COLD, Way.FOLLOWING));
  }

  @Override
  public List<RoundMeasurement> rows(int round, int group, Timing timing) {
    return List.of(
        Subject.relative(round, group, key(Way.COLD, operation), timing, coldness),
        Subject.timed(round, group, Kind.OPERATION, key(Way.FOLLOWING, operation), timing));
  }

  private final class Run implements Workbench.Loaded {
    private final Workbench.Loaded model;
    private boolean inCycle;
    private long firstNanos;
    private long nextNanos;
    private int nextRuns;

    Run(Workbench.Loaded model) {
      this.model = model;
    }

    @Override
    public void prepare() {
      endCycle();
      inCycle = true;
      firstNanos = nanos();
      costs.add(firstNanos, Way.COLD, Way.FOLLOWING);
    }

    @Override
    public void runOnce() {
      long nanos = nanos();
      if (inCycle) {
        nextNanos += nanos;
        nextRuns++;
        costs.add(nanos, Way.FOLLOWING);
      } else {
        costs.add(nanos, Way.COLD, Way.FOLLOWING);
      }
    }

    private long nanos() {
      long start = System.nanoTime();
      model.runOnce();
      return System.nanoTime() - start;
    }

    private void endCycle() {
      if (inCycle) {
        coldness.add((double) firstNanos * nextRuns / nextNanos);
      }
      inCycle = false;
      nextNanos = 0;
      nextRuns = 0;
    }

    @Override
    public String modelSha256() {
      return model.modelSha256();
    }

    @Override
    public void close() {
      endCycle();
      model.close();
    }
  }
}
