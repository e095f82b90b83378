package io.edgenas.data;

import java.util.concurrent.CancellationException;

/** Counts what several threads get done, tells a listener, and ends them when it wants to leave. */
public final class Tally {
  private final OpeningListener listener;
  private final String what;
  private final int wanted;
  private int done;

  public Tally(OpeningListener listener, String what, int wanted) {
    this.listener = listener;
    this.what = what;
    this.wanted = wanted;
  }

  /**
   * @throws CancellationException if the listener wants to leave
   */
  public void requireWanted() {
    if (listener.stopped()) {
      throw new CancellationException("interrupted while " + what + " images");
    }
  }

  public synchronized void oneDone() {
    done++;
    listener.progressed(what, done, wanted);
  }
}
