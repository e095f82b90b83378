package io.edgenas.profiler.command;

import io.edgenas.base.input.Visible;
import io.edgenas.console.Texts;
import io.edgenas.profiler.RunListener;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far a run is on standard error: a bar on a terminal, else one line a minute. The bar
 * moves the cursor, so it goes past what makes escapes visible and does that itself.
 */
public final class ProgressDisplay implements RunListener, AutoCloseable {
  private static final int STEPS = 1_000;
  private static final long LINE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int UPDATE_MILLIS = 1_000;

  private final PrintWriter err;
  private final LongSupplier nanoClock;
  private final ProgressBar bar;
  private volatile Duration left = Duration.ZERO;
  private long lastLine;

  private ProgressDisplay(PrintWriter err, LongSupplier nanoClock, String task, boolean terminal) {
    this.err = err;
    this.nanoClock = nanoClock;
    this.lastLine = nanoClock.getAsLong();
    this.bar =
        terminal
            ? new ProgressBarBuilder()
                .setTaskName(Visible.of(task))
                .setInitialMax(STEPS)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setEtaFunction(state -> Optional.of(left))
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build()
            : null;
  }

  /** Opens a display on this process's terminal, if it has one. */
  public static ProgressDisplay open(PrintWriter err, LongSupplier nanoClock, String task) {
    return new ProgressDisplay(err, nanoClock, task, onTerminal());
  }

  /**
   * Whether there is a terminal: from Java 22 on a console may have none, and has a method to ask
   * it.
   */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException before22) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the console does not say what it is", e);
    }
  }

  /** Opens a display that writes whole lines, for where there is no terminal. */
  static ProgressDisplay lines(PrintWriter err, LongSupplier nanoClock, String task) {
    return new ProgressDisplay(err, nanoClock, task, false);
  }

  @Override
  public void progressed(double doneShare, Duration timeLeft, String what) {
    left = timeLeft;
    if (bar != null) {
      bar.stepTo(Math.round(STEPS * doneShare));
      bar.setExtraMessage(" " + Visible.of(what));
    } else if (nanoClock.getAsLong() - lastLine >= LINE_NANOS) {
      lastLine = nanoClock.getAsLong();
      err.println(
          Texts.format(
              "%.0f %% done, %s, about %s left", 100 * doneShare, what, Texts.time(timeLeft)));
      err.flush();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
