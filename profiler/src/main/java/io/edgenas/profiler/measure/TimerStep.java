package io.edgenas.profiler.measure;

import java.util.function.LongSupplier;

/** The shortest time that a clock can tell from none. */
final class TimerStep {
  private static final int READINGS = 1_000;
  private static final int MAX_READS = 2_000_000;

  private TimerStep() {}

  /** The median of the clock's steps when read without pause; at least 1. */
  static long nanos(LongSupplier nanoClock) {
    Samples steps = new Samples();
    long last = nanoClock.getAsLong();
    for (int reads = 0; reads < MAX_READS && steps.size() < READINGS; reads++) {
      long now = nanoClock.getAsLong();
      if (now != last) {
        steps.add(now - last);
        last = now;
      }
    }
    if (steps.size() == 0) {
      throw new IllegalStateException("the clock stands still");
    }
    return Math.max(1, Math.round(steps.median()));
  }
}
