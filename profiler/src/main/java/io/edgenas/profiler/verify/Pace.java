package io.edgenas.profiler.verify;

import io.edgenas.profiler.measure.TimedRun;

/**
 * How fast the machine is, against the state of it that a profile holds for: its sentinel, loaded,
 * and what the sentinel took in the profile.
 *
 * @param usualUs latency of the sentinel in the profile, in microseconds
 * @param trust what may be concluded from {@code usualUs}
 */
public record Pace(TimedRun sentinel, double usualUs, Trust trust) {
  /** Says whose word the usual latency is. */
  public enum Trust {
    /** This very process has measured it. A verdict that rests on it counts. */
    JUST_MEASURED,
    /**
     * A file says so, whoever wrote it. It can make a verdict uncertain, but never turn one: what
     * counts is that on which the measurement with and without it agree.
     */
    CLAIMED
  }
}
