package io.edgenas.experiments;

import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.onnx.emit.Border;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.operation.Activation;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.MbConvOp;
import io.edgenas.profiler.OnnxWorkbench;
import io.edgenas.profiler.ReferenceSubnet;
import io.edgenas.profiler.Workbench;
import io.edgenas.profiler.measure.Samples;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How far a network's median latency is from itself on this machine: over windows of so many runs,
 * as it is, and relative to other things that ran in turns with it.
 *
 * <p>{@code java -cp ... io.edgenas.experiments.MachineNoise [SPACE] [MINUTES]}
 */
public final class MachineNoise {
  private static final int SUBNETS = 8;
  private static final List<Integer> WINDOWS = List.of(15, 45);

  private MachineNoise() {}

  private record Subject(String name, Workbench.Loaded model) {}

  /** Measures and prints a table. */
  public static void main(String[] args) {
    SearchSpace space = Spaces.find(args.length > 0 ? args[0] : "ofa-mbv3-w1.2");
    double minutes = args.length > 1 ? Double.parseDouble(args[1]) : 3;
    Workbench workbench = new OnnxWorkbench(RuntimeConfig.DEFAULT, 1, 1);
    List<Subject> subjects = subjects(space, workbench);
    List<double[]> cycles = new ArrayList<>();
    long end = System.nanoTime() + (long) (60e9 * minutes);
    while (System.nanoTime() < end) {
      double[] logs = new double[subjects.size()];
      for (int i = 0; i < logs.length; i++) {
        Workbench.Loaded model = subjects.get(i).model;
        model.runOnce();
        long start = System.nanoTime();
        model.runOnce();
        logs[i] = Math.log(System.nanoTime() - start);
      }
      cycles.add(logs);
    }
    for (int window : WINDOWS) {
      print(subjects, cycles, window);
    }
    subjects.forEach(subject -> subject.model.close());
  }

  private static List<Subject> subjects(SearchSpace space, Workbench workbench) {
    Task task = Task.of(space, 1_000, 3);
    ArchVariation variation = new ArchVariation(space, space.resolutions());
    SplittableRandom random = new SplittableRandom(1);
    List<Subject> subjects = new ArrayList<>();
    for (int i = 0; i < SUBNETS; i++) {
      Arch arch = variation.sample(random);
      subjects.add(new Subject("subnet " + i, workbench.load(space.lower(task, arch))));
    }
    Network reference = ReferenceSubnet.of(space);
    subjects.add(new Subject("the space's reference subnet", workbench.load(reference)));
    MbConvOp small =
        new MbConvOp(new FeatureShape(24, 14, 14), 72, 24, 5, 1, Activation.RELU, false, true);
    subjects.add(new Subject("one small operation", workbench.load(small, Border.INNER)));
    return subjects;
  }

  private static void print(List<Subject> subjects, List<double[]> cycles, int window) {
    int windows = cycles.size() / window;
    double[][] medians = new double[windows][subjects.size()];
    double[][] relative = new double[windows][SUBNETS];
    for (int w = 0; w < windows; w++) {
      List<double[]> part = cycles.subList(w * window, (w + 1) * window);
      for (int i = 0; i < subjects.size(); i++) {
        int subject = i;
        medians[w][i] = median(part.stream().mapToDouble(logs -> logs[subject]).toArray());
        if (i < SUBNETS) {
          relative[w][i] =
              median(
                  part.stream()
                      .mapToDouble(logs -> logs[subject] - others(logs, subject))
                      .toArray());
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d windows of %d runs: a subnet's median is off by %.2f %%%n",
        windows,
        window,
        deviation(medians, -1));
    System.out.printf(
        Locale.ROOT,
        "  relative to the other subnets of the same cycle: %.2f %%%n",
        deviation(relative, -1));
    for (int reference = SUBNETS; reference < subjects.size(); reference++) {
      System.out.printf(
          Locale.ROOT,
          "  relative to %s: %.2f %%%n",
          subjects.get(reference).name,
          deviation(medians, reference));
    }
  }

  /** Median of the other subnets in a cycle. */
  private static double others(double[] logs, int subject) {
    double[] others = new double[SUBNETS - 1];
    for (int i = 0, j = 0; i < SUBNETS; i++) {
      if (i != subject) {
        others[j++] = logs[i];
      }
    }
    return median(others);
  }

  /** Mean absolute distance of the windows from their median, in percent, over the subnets. */
  private static double deviation(double[][] values, int reference) {
    double sum = 0;
    for (int i = 0; i < SUBNETS; i++) {
      double[] column = new double[values.length];
      for (int w = 0; w < column.length; w++) {
        column[w] = values[w][i] - (reference < 0 ? 0 : values[w][reference]);
      }
      double middle = median(column);
      for (double value : column) {
        sum += Math.abs(value - middle) / column.length / SUBNETS;
      }
    }
    return 100 * sum;
  }

  private static double median(double[] values) {
    return Samples.of(values).median();
  }
}
