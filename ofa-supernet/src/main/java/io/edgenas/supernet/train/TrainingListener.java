package io.edgenas.supernet.train;

import io.edgenas.supernet.store.LogRow;

/** Hears how training goes, on the tensor thread: return soon. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener SILENT = progress -> {};

  /** Called after each step. */
  void step(TrainingProgress progress);

  /**
   * Called after the last step of a phase.
   *
   * @param share of its steps' time in this run that passed in waiting for batches, 0 to 1
   */
  default void waited(String phaseName, double share) {}

  /** Called after a row was added to the log. */
  default void row(LogRow row) {}

  /** Called after a checkpoint was written; {@code step} of {@code phase} steps are done. */
  default void checkpoint(int phase, long step) {}
}
