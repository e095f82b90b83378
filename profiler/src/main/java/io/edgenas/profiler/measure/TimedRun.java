package io.edgenas.profiler.measure;

/** Something that can be run again and again to be timed. */
@FunctionalInterface
public interface TimedRun {
  /** Runs once, warm, doing the same work each time. */
  void runOnce();

  /**
   * What precedes each timed sample in {@link Cycles}: a run that is not timed, so that the caches
   * hold what they do in runs that follow each other.
   */
  default void prepare() {
    runOnce();
  }
}
