package io.edgenas.cli.text;

import io.edgenas.base.input.Check;
import io.edgenas.console.OutputOptions;
import io.edgenas.data.OpeningListener;
import io.edgenas.profiler.command.ProgressDisplay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Shows on standard error how images are read and decoded; Ctrl-C ends it. */
public final class OpeningDisplay implements OpeningListener, AutoCloseable {
  private static final int NAMED = 5;

  private final OutputOptions output;
  private final BooleanSupplier stop;
  private ProgressDisplay progress;
  private String shown = "";
  private long began;

  public OpeningDisplay(OutputOptions output, BooleanSupplier stop) {
    this.output = output;
    this.stop = stop;
  }

  @Override
  public void decoding(Path folder, int images, int found, long bytes) {
    close();
    output.note(
        "decoding "
            + images
            + " images, once, into "
            + folder
            + " ("
            + (found > 0 ? found + " are there already; " : "")
            + "about "
            + size(bytes)
            + " in all)");
  }

  @Override
  public void damaged(Path folder, List<Path> images) {
    close();
    output.note(
        "warning: "
            + images.size()
            + " of the decoded images in "
            + folder
            + " are not what was decoded ("
            + String.join(
                ", ", images.stream().limit(NAMED).map(i -> Check.shown(i.toString())).toList())
            + (images.size() > NAMED ? ", ..." : "")
            + "): they are decoded again");
  }

  /** Writes a number of bytes for people, for example {@code 3.4 MB}. */
  static String size(long bytes) {
    return bytes >= 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  @Override
  public synchronized void progressed(String what, int done, int wanted) {
    if (!shown.equals(what)) {
      close();
      shown = what;
      began = System.nanoTime();
      progress = ProgressDisplay.open(output.err(), System::nanoTime, what);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    double left = seconds * (wanted - done) / done;
    progress.progressed(
        (double) done / wanted, Duration.ofMillis((long) (1e3 * left)), what + " images");
  }

  @Override
  public boolean stopped() {
    return stop.getAsBoolean();
  }

  @Override
  public synchronized void close() {
    if (progress != null) {
      progress.close();
      progress = null;
    }
  }
}
