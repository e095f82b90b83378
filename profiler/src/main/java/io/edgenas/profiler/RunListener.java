package io.edgenas.profiler;

import java.nio.file.Path;
import java.time.Duration;

/** Told how far a measuring run is. */
@FunctionalInterface
public interface RunListener {
  /**
   * The plan is made, and measuring begins.
   *
   * @param folder of the profile
   */
  default void planned(ProfilePlan plan, Path folder, Bench bench) {}

  /**
   * Something that the person should know.
   *
   * @param warning one line
   */
  default void warned(String warning) {}

  /**
   * The run went on.
   *
   * @param doneShare 0 to 1
   * @param left estimated time left
   * @param what what is being measured, for people
   */
  void progressed(double doneShare, Duration left, String what);
}
