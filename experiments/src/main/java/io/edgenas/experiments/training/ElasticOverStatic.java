package io.edgenas.experiments.training;

import io.edgenas.network.Arch;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.engine.TensorThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What it costs to train a subnet through the supernet instead of as a plain DJL network, both
 * channels-last and in this process, in turns.
 *
 * <p>{@code ElasticOverStatic [SUBNETS] [BATCH] [ROUNDS] [STEPS]}
 */
public final class ElasticOverStatic {
  private static final int WARM_UP = 30;

  private ElasticOverStatic() {}

  /** Prints a line per subnet and the geometric mean of the ratios. */
  public static void main(String[] args) {
    int subnets = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int batch = args.length > 1 ? Integer.parseInt(args[1]) : 128;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    int steps = args.length > 3 ? Integer.parseInt(args[3]) : 5;
    MbConvSpace space = MbConvSpace.builtIn("mobile-28");
    ArchVariation variation = new ArchVariation(space);
    SplittableRandom random = new SplittableRandom(1);
    try (TensorThread thread = TensorThread.start(EngineSettings.ofThisMachine());
        TrainingData data = new TrainingData(space, batch)) {
      List<Double> logs = new ArrayList<>();
      for (int i = 0; i < subnets; i++) {
        Arch arch = variation.sample(random);
        double[] seconds = thread.call(() -> compare(thread, space, data, arch, rounds, steps));
        logs.add(Math.log(seconds[0] / seconds[1]));
        double images = (double) batch * rounds * steps;
        System.out.printf(
            Locale.ROOT,
            "%-60s elastic %6.0f images/s, static %6.0f, times %.3f%n",
            arch,
            images / seconds[0],
            images / seconds[1],
            seconds[0] / seconds[1]);
      }
      double mean = logs.stream().mapToDouble(log -> log).average().orElseThrow();
      double worst = logs.stream().mapToDouble(log -> log).max().orElseThrow();
      System.out.printf(
          Locale.ROOT,
          "%d subnets, batch %d: an elastic step takes %.3f times a static one (geometric mean; at most %.3f)%n",
          subnets,
          batch,
          Math.exp(mean),
          Math.exp(worst));
    }
  }

  /** Seconds of the elastic and of the static steps, after a warm-up of both. */
  private static double[] compare(
      TensorThread thread, MbConvSpace space, TrainingData data, Arch arch, int rounds, int steps) {
    try (ElasticArm elastic = new ElasticArm(thread, space, data);
        DjlArm plain = new DjlArm(space, data, true)) {
      elastic.seconds(arch, WARM_UP);
      plain.seconds(arch, WARM_UP);
      double[] seconds = new double[2];
      for (int round = 0; round < rounds; round++) {
        seconds[0] += elastic.seconds(arch, steps);
        seconds[1] += plain.seconds(arch, steps);
      }
      return seconds;
    }
  }
}
