package io.edgenas.profiler.measure;

/** Something that can be run again and again to be timed. */
@FunctionalInterface
public interface TimedRun {
  /** Runs once, warm, doing the same work each time. */
  void runOnce();
}
