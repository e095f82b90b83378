package io.edgenas.profiler.measure;

/** Thrown out of a measuring run that was asked to stop; what was finished before is kept. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("stopped");
  }
}
