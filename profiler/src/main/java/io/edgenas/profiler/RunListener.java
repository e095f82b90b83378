package io.edgenas.profiler;

import java.time.Duration;

/** Told how far a measuring run is. */
@FunctionalInterface
public interface RunListener {
  /**
   * The run went on.
   *
   * @param doneShare 0 to 1
   * @param left estimated time left
   * @param what what is being measured, for people
   */
  void progressed(double doneShare, Duration left, String what);
}
