package io.edgenas.experiments.learners;

import io.edgenas.base.statistics.KendallTau;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.supernet.engine.DeviceType;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.engine.TensorThread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Compares learners on published sets: Kendall's tau on up to 1,500 networks that were not learned
 * from, how many of them lie in the 90 % intervals, and the processor seconds of a fit with its
 * predictions.
 *
 * <p>Arguments: the folder of reference data, the set ({@code dynast}, {@code accel} or {@code
 * macro}), samples, splits; then {@code tune} to compare settings of the networks on other splits.
 */
public final class CompareLearners {
  private static final int JUDGED = 1_500;

  /** Of the splits that settings were chosen on. */
  private static final int FIRST_TUNING_SPLIT = 1_000;

  private CompareLearners() {}

  public static void main(String[] args) {
    if (args.length < 4) {
      System.err.println(
          "usage: CompareLearners REFERENCE dynast|accel|macro SAMPLES SPLITS [tune]");
      System.exit(2);
    }
    AccuracySet set = set(args[1], Path.of(args[0]));
    int samples = Integer.parseInt(args[2]);
    int splits = Integer.parseInt(args[3]);
    boolean tune = args.length > 4;
    // One thread: the tensors are small.
    try (TensorThread thread = TensorThread.start(new EngineSettings(1, DeviceType.CPU))) {
      for (Contender contender : tune ? tuned(thread) : compared(thread)) {
        judge(contender, set, samples, splits, tune ? FIRST_TUNING_SPLIT : 0);
      }
    }
  }

  private static AccuracySet set(String name, Path reference) {
    return switch (name) {
      case "dynast" -> AccuracySet.dynast(reference);
      case "accel" -> AccuracySet.accel(reference);
      case "macro" -> AccuracySet.macro(reference);
      default -> throw new IllegalArgumentException("no set " + name);
    };
  }

  private static List<Contender> compared(TensorThread thread) {
    return List.of(
        Known.GAUSSIAN_PROCESS,
        Known.RIDGE,
        Known.LOG_GAUSSIAN_PROCESS,
        new Ensemble(thread, new Mlp(3, 128), 1, 0.01, 300),
        new Ensemble(thread, new Lstm(16, 32), 0.3, 0.01, 300),
        new Ensemble(thread, new Gcn(3, 64), 0.3, 0.01, 300));
  }

  private static List<Contender> tuned(TensorThread thread) {
    List<Contender> contenders = new ArrayList<>();
    for (double decay : new double[] {0.3, 1, 3}) {
      for (Network network :
          List.of(new Mlp(3, 128), new Lstm(16, 32), new Lstm(16, 64), new Gcn(3, 64))) {
        contenders.add(new Ensemble(thread, network, decay, 0.01, 300));
      }
    }
    return contenders;
  }

  private static void judge(
      Contender contender, AccuracySet set, int samples, int splits, int firstSplit) {
    List<Double> taus = new ArrayList<>();
    double squares = 0;
    int covered = 0;
    int judged = 0;
    double seconds = 0;
    for (int split = 0; split < splits; split++) {
      List<EvaluatedArch> shuffled = new ArrayList<>(set.samples());
      Collections.shuffle(shuffled, new Random(firstSplit + split));
      List<EvaluatedArch> unseen =
          shuffled.subList(samples, Math.min(shuffled.size(), samples + JUDGED));
      List<Arch> archs = unseen.stream().map(EvaluatedArch::arch).toList();
      double[] truth = unseen.stream().mapToDouble(EvaluatedArch::top1).toArray();
      Duration start = processorTime();
      Contender.Predictions predictions =
          contender.predict(set, shuffled.subList(0, samples), archs);
      seconds += processorTime().minus(start).toMillis() / 1e3 / splits;
      taus.add(KendallTau.of(predictions.means(), truth).orElseThrow());
      for (int i = 0; i < truth.length; i++) {
        double error = Math.abs(truth[i] - predictions.means()[i]);
        squares += error * error;
        if (predictions.lows()[i] <= truth[i] && truth[i] <= predictions.highs()[i]) {
          covered++;
        }
        judged++;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s %d, %d splits: %-17s tau %.4f, rmse %.3f points, in 90 %% intervals %.1f %%,"
            + " %.2f s; %s; tau of each split %s%n",
        set.name(),
        samples,
        splits,
        contender.title(),
        taus.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
        100 * Math.sqrt(squares / judged),
        100.0 * covered / judged,
        seconds,
        contender instanceof Ensemble ensemble ? ensemble.setting() : "as it is",
        taus.stream()
            .map(tau -> String.format(Locale.ROOT, "%.3f", tau))
            .collect(Collectors.joining(" ")));
  }

  /** Of this process: a busy machine does not lengthen it. */
  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }
}
