package io.edgenas.benchmarks.ways;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** The time that each way takes: loading, warming up and running what it needs. */
final class Costs {
  private final Map<Way, Long> nanos = new EnumMap<>(Way.class);

  /** Adds time to some ways. */
  void add(long moreNanos, Way... ways) {
    for (Way way : ways) {
      nanos.merge(way, moreNanos, Long::sum);
    }
  }

  /** Does something at the cost of some ways. */
  <T> T of(Supplier<T> work, Way... ways) {
    long start = System.nanoTime();
    T result = work.get();
    add(System.nanoTime() - start, ways);
    return result;
  }

  /** Seconds of a way so far. */
  double seconds(Way way) {
    return nanos.getOrDefault(way, 0L) / 1e9;
  }
}
