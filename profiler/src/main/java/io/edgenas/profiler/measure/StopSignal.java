package io.edgenas.profiler.measure;

/** Lets somebody else end a measuring run between two bursts. */
@FunctionalInterface
public interface StopSignal {
  /** Never stops. */
  StopSignal NEVER = () -> false;

  /** Whether to stop now. */
  boolean requested();

  /**
   * @throws StoppedException if the run is to stop
   */
  default void check() {
    if (requested()) {
      throw new StoppedException();
    }
  }
}
