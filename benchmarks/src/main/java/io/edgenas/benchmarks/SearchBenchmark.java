package io.edgenas.benchmarks;

import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.pipeline.adapter.NetworkFigure;
import io.edgenas.pipeline.adapter.NetworkMetrics;
import io.edgenas.profiler.measure.Samples;
import io.edgenas.search.Constraint;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.SearchResult;
import io.edgenas.search.strategy.Strategies;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a search costs: so many evaluations under a latency budget, ever new seeds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SearchBenchmark {
  private static final int ARCHS = 64;

  @Param("ofa-mbv3-w1.2")
  public String spaceName;

  @Param({"guided", "evolutionary"})
  public String strategy;

  @Param("1000")
  public int evaluations;

  private SearchProblem problem;
  private long seed;

  /** The budget is one that half of the architectures keep. */
  @Setup
  public void pose() {
    SearchSpace space = Spaces.builtIn(spaceName);
    Task task = Task.of(space, 1_000, 3);
    LatencyModel latency = LatencyModels.of(SyntheticProfile.of(space), space);
    NetworkFigure bound = NetworkFigure.latency(latency);
    double[] bounds = NetworkMetrics.of(space, task, bound).values(RandomArchs.of(space, ARCHS, 1));
    double budgetMs = Samples.of(bounds).median();
    problem =
        new SearchProblem(
            space,
            space.resolutions(),
            RandomArchs.accuracyModel(space),
            List.of(Constraint.atMost(NetworkMetrics.of(space, task, bound), budgetMs)));
  }

  @Benchmark
  public SearchResult search() {
    return Strategies.BUILT_IN
        .named(strategy)
        .make(Map.of())
        .search(problem, new SearchBudget(evaluations), seed++);
  }
}
