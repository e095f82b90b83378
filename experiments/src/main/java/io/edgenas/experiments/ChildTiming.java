package io.edgenas.experiments;

import io.edgenas.onnx.guard.OnnxGuard;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profiler.host.MeasuringLock;
import io.edgenas.profiler.measure.Samples;
import io.edgenas.profiler.verify.FileTimer;
import io.edgenas.profiler.verify.ForeignFileTimer;
import io.edgenas.profiler.verify.OwnFileTimer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Says whether a model takes longer in the child process that times files of others than in the
 * process itself. Each measurement has a JVM of its own, and the two places take turns in going
 * first, so that a machine that changes its pace changes it for both.
 *
 * <p>{@code java -cp ... io.edgenas.experiments.ChildTiming MODEL PAIRS SECONDS}
 */
public final class ChildTiming {
  private ChildTiming() {}

  /** Where a model is timed. */
  enum Place {
    CHILD(new ForeignFileTimer()),
    HERE(new OwnFileTimer(System::nanoTime));

    private final FileTimer timer;

    Place(FileTimer timer) {
      this.timer = timer;
    }

    /** The median in ms, measured from the JVM that runs this. */
    double medianMs(Path model, double seconds) {
      FileTimer.Task task =
          new FileTimer.Task(
              model.toString(),
              RuntimeConfig.DEFAULT,
              Optional.empty(),
              OptionalDouble.empty(),
              Duration.ofNanos((long) (1e9 * seconds)));
      return timer.time(OnnxGuard.read(model), task).medianMs();
    }
  }

  /** The medians of both places, measured one after the other. */
  record Pair(double childMs, double hereMs) {
    double ratio() {
      return childMs / hereMs;
    }
  }

  /** Measures and prints a line a pair and a summary; started with a place, only one median. */
  @SuppressWarnings("try") // the lock is held, not used
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 3) {
      System.err.println("usage: ChildTiming MODEL PAIRS SECONDS, where MODEL is an ONNX file");
      System.exit(2);
    }
    double seconds = Double.parseDouble(args[2]);
    Path model = Path.of(args[0]);
    Optional<Place> place = placeOf(args[1]);
    if (place.isPresent()) {
      System.out.println(place.get().medianMs(model, seconds));
      return;
    }
    try (MeasuringLock held =
        MeasuringLock.acquire("ChildTiming " + model, Clock.systemUTC().instant())) {
      List<Pair> pairs = measure(model, Integer.parseInt(args[1]), seconds);
      System.out.println(summary("child, ms", pairs, Pair::childMs));
      System.out.println(summary("this process, ms", pairs, Pair::hereMs));
      System.out.println(summary("child / this process", pairs, Pair::ratio));
    }
  }

  /** Measures {@code count} pairs, every median in a fresh JVM. */
  static List<Pair> measure(Path model, int count, double seconds)
      throws IOException, InterruptedException {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean childFirst = i % 2 == 0;
      double first = inFreshJvm(childFirst ? Place.CHILD : Place.HERE, model, seconds);
      double second = inFreshJvm(childFirst ? Place.HERE : Place.CHILD, model, seconds);
      Pair pair = childFirst ? new Pair(first, second) : new Pair(second, first);
      System.err.printf(
          Locale.ROOT,
          "pair %d: child %.4f ms, this process %.4f ms, ratio %.3f%n",
          i + 1,
          pair.childMs,
          pair.hereMs,
          pair.ratio());
      pairs.add(pair);
    }
    return pairs;
  }

  /** Median and range, which is all that few pairs can say. */
  static String summary(String what, List<Pair> pairs, ToDoubleFunction<Pair> value) {
    Samples samples = Samples.of(pairs.stream().mapToDouble(value).toArray());
    return String.format(
        Locale.ROOT,
        "%s: median %.4f, %.4f to %.4f in %d pairs",
        what,
        samples.median(),
        samples.quantile(0),
        samples.quantile(1),
        pairs.size());
  }

  private static Optional<Place> placeOf(String text) {
    for (Place place : Place.values()) {
      if (place.name().equals(text)) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private static double inFreshJvm(Place place, Path model, double seconds)
      throws IOException, InterruptedException {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ChildTiming.class.getName(),
                model.toString(),
                place.name(),
                Double.toString(seconds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int code = jvm.waitFor();
    if (code != 0) {
      throw new IOException("timing of %s ended with code %d".formatted(model, code));
    }
    return Double.parseDouble(answer);
  }
}
