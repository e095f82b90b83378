package io.edgenas.profiler;

import io.edgenas.base.statistics.StudentT;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.profiler.measure.Samples;
import io.edgenas.profiler.measure.TwoWayFit;
import io.edgenas.profiler.measure.TwoWayFit.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Latencies from the bursts of all rounds.
 *
 * <p>The bursts of a group saw the same state of the machine, other groups another. Because groups
 * are drawn anew in each round and the sentinel is in all of them, states and latencies can be told
 * apart ({@link TwoWayFit} on logarithms). Every latency holds for the median state.
 */
public final class RoundTables {
  private final Map<String, List<RoundMeasurement>> bySubject = new LinkedHashMap<>();
  private final Map<Integer, Double> slowness = new HashMap<>();

  /** Makes the tables of bursts in any order. */
  public RoundTables(List<RoundMeasurement> bursts) {
    Map<String, Integer> subjects = new HashMap<>();
    Map<Integer, Integer> groups = new LinkedHashMap<>();
    List<Value> values = new ArrayList<>();
    for (RoundMeasurement burst : bursts) {
      String subject = subject(burst.kind(), burst.key());
      bySubject.computeIfAbsent(subject, key -> new ArrayList<>()).add(burst);
      values.add(
          new Value(
              subjects.computeIfAbsent(subject, key -> subjects.size()),
              groups.computeIfAbsent(burst.group(), group -> groups.size()),
              Math.log(burst.latency().medianUs())));
    }
    double[] start = new double[groups.size()];
    for (RoundMeasurement burst : bursts) {
      if (burst.kind() == Kind.SENTINEL) {
        start[groups.get(burst.group())] = Math.log(burst.latency().medianUs());
      }
    }
    double[] effects = TwoWayFit.of(subjects.size(), start, values).effects();
    groups.forEach((group, index) -> slowness.put(group, effects[index]));
  }

  private static String subject(Kind kind, String key) {
    return kind.text() + " " + key;
  }

  /** The rounds in which a subject was measured, ascending. */
  List<Integer> rounds(Kind kind, String key) {
    return bySubject.getOrDefault(subject(kind, key), List.of()).stream()
        .map(RoundMeasurement::round)
        .sorted()
        .toList();
  }

  /** SHA-256 of the file that was measured last for a subject; empty if it was not measured. */
  Optional<String> modelSha256(Kind kind, String key) {
    List<RoundMeasurement> bursts = bySubject.getOrDefault(subject(kind, key), List.of());
    return bursts.isEmpty() ? Optional.empty() : bursts.get(bursts.size() - 1).modelSha256();
  }

  /**
   * A subject's latency over all rounds that it was measured in: the median of the rounds' medians,
   * the percentiles as wide around it as they were in the median round, and a 95 % interval by
   * Student's t over the rounds. After a single round the interval is that of its burst.
   *
   * @return empty if it was not measured
   */
  public Optional<LatencyStatistics> latency(Kind kind, String key) {
    return statistics(bySubject.getOrDefault(subject(kind, key), List.of()));
  }

  /** The same over every second round: those with an even number, or the others. */
  public Optional<LatencyStatistics> half(Kind kind, String key, boolean even) {
    return statistics(
        bySubject.getOrDefault(subject(kind, key), List.of()).stream()
            .filter(burst -> (burst.round() % 2 == 0) == even)
            .toList());
  }

  /** A subject's median in each of its rounds, in the order they were measured. */
  public List<Double> roundMediansUs(Kind kind, String key) {
    return bySubject.getOrDefault(subject(kind, key), List.of()).stream()
        .map(burst -> burst.latency().medianUs() / Math.exp(slowness.get(burst.group())))
        .toList();
  }

  private Optional<LatencyStatistics> statistics(List<RoundMeasurement> bursts) {
    if (bursts.isEmpty()) {
      return Optional.empty();
    }
    Samples logs = new Samples();
    Samples down = new Samples();
    Samples up = new Samples();
    long runs = 0;
    for (RoundMeasurement burst : bursts) {
      LatencyStatistics latency = burst.latency();
      logs.add(Math.log(latency.medianUs()) - slowness.get(burst.group()));
      down.add(latency.p10Us() / latency.medianUs());
      up.add(latency.p90Us() / latency.medianUs());
      runs += latency.runs();
    }
    double medianUs = Math.exp(logs.median());
    OptionalDouble half = halfWidth(bursts, logs);
    return Optional.of(
        new LatencyStatistics(
            medianUs,
            medianUs * down.median(),
            medianUs * up.median(),
            half.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                    Math.max(LatencyStatistics.MIN_US, medianUs * Math.exp(-half.getAsDouble()))),
            half.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                    Math.min(LatencyStatistics.MAX_US, medianUs * Math.exp(half.getAsDouble()))),
            runs));
  }

  /** Half the width of the interval, as a difference of logarithms. */
  private static OptionalDouble halfWidth(List<RoundMeasurement> bursts, Samples logs) {
    int n = logs.size();
    if (n > 1) {
      return OptionalDouble.of(
          StudentT.quantile975(n - 1) * logs.standardDeviation() / Math.sqrt(n));
    }
    LatencyStatistics latency = bursts.get(0).latency();
    return latency.ciLowUs().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            Math.log(latency.ciHighUs().getAsDouble() / latency.ciLowUs().getAsDouble()) / 2);
  }

  /** Factors by which the machine was slower than in its median state, one per group, ascending. */
  List<Double> slowness() {
    List<Double> factors = new ArrayList<>();
    slowness.values().forEach(effect -> factors.add(Math.exp(effect)));
    Collections.sort(factors);
    return factors;
  }
}
