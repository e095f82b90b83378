package io.edgenas.profiler.command;

import io.edgenas.profiler.measure.StopSignal;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C (SIGINT, SIGTERM) into a stop signal while a command works: the virtual machine ends
 * only after the command has closed this, or a few seconds later. It then exits with 130, as shells
 * expect.
 */
public final class Interruption implements StopSignal, AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private volatile boolean closed;
  private final Thread hook = new Thread(this::stopAndWait, "interruption");
  private volatile boolean requested;

  private Interruption() {}

  /** Begins to listen; the caller closes it as the very last thing it does. */
  public static Interruption listen() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void stopAndWait() {
    requested = true;
    try {
      long before = System.nanoTime();
      long patience = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (!closed && System.nanoTime() - before < patience) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean requested() {
    return requested;
  }

  @Override
  public void close() {
    closed = true;
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The signal came this very moment: the hook runs, and finds that nothing is to wait for.
      }
    }
  }
}
