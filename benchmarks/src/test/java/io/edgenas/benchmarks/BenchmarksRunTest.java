package io.edgenas.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs: one iteration in this JVM, with small parameters; no time is asserted. */
class BenchmarksRunTest {
  private static final String TINY_OPERATION =
      "mbconv-in:8x8x8-out:8x8x8-mid:16-k3-s1-relu-nose-expand";

  @BeforeAll
  static void runBesideOtherBenchmarks() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  static Stream<Arguments> benchmarks() {
    return Stream.of(
        Arguments.of(OperationBenchmark.class, Map.of("space", "tiny", "key", TINY_OPERATION)),
        Arguments.of(LoweringBenchmark.class, Map.of("spaceName", "tiny")),
        Arguments.of(LatencyPredictBenchmark.class, Map.of("spaceName", "tiny")),
        Arguments.of(AccuracyBatchBenchmark.class, Map.of("spaceName", "tiny", "batch", "7")),
        Arguments.of(
            SearchBenchmark.class,
            Map.of("spaceName", "tiny", "evaluations", "20", "strategy", "guided")),
        Arguments.of(PreprocessBenchmark.class, Map.of("side", "12", "size", "16")),
        Arguments.of(ProfileReadBenchmark.class, Map.of("spaceName", "tiny")));
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void runs(Class<?> benchmark, Map<String, String> params) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
            .mode(Mode.AverageTime)
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(20))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    params.forEach(options::param);

    Collection<RunResult> results = new Runner(options.build()).run();

    assertEquals(methodsOf(benchmark), results.size());
    for (RunResult result : results) {
      assertTrue(result.getPrimaryResult().getScore() > 0, result.getParams().getBenchmark());
    }
  }

  @Test
  void coversEveryBenchmark() {
    Set<String> tested =
        benchmarks()
            .map(arguments -> ((Class<?>) arguments.get()[0]).getName())
            .collect(Collectors.toSet());

    assertEquals(
        all().map(BenchmarkListEntry::getUserClassQName).collect(Collectors.toSet()), tested);
  }

  private static long methodsOf(Class<?> benchmark) {
    return all()
        .filter(entry -> entry.getUserClassQName().equals(benchmark.getName()))
        .map(BenchmarkListEntry::getUsername)
        .distinct()
        .count();
  }

  private static Stream<BenchmarkListEntry> all() {
    return BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT), List.of())
        .stream();
  }
}
