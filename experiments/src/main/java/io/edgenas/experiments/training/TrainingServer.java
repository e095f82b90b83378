package io.edgenas.experiments.training;

import io.edgenas.network.Arch;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.engine.DeviceType;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.engine.TensorThread;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Trains subnets on command, for {@code compare_with_pytorch.py}: reads lines {@code STEPS ARCH},
 * makes so many steps and answers with the seconds that they took.
 *
 * <p>{@code TrainingServer ARM SPACE BATCH THREADS}, where ARM is {@code elastic}, {@code djl}
 * (channels-last) or {@code djl-nchw}.
 */
public final class TrainingServer {
  private TrainingServer() {}

  /** Serves until standard input ends. */
  public static void main(String[] args) throws IOException {
    MbConvSpace space = MbConvSpace.of(Spaces.find(args[1]), "training");
    EngineSettings settings = new EngineSettings(Integer.parseInt(args[3]), DeviceType.CPU);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (TensorThread thread = TensorThread.start(settings);
        TrainingData data = new TrainingData(space, Integer.parseInt(args[2]))) {
      TrainingArm arm = thread.call(() -> arm(args[0], thread, space, data));
      System.out.println("ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int blank = line.indexOf(' ');
        int steps = Integer.parseInt(line.substring(0, blank));
        Arch arch = ArchSpec.parse(line.substring(blank + 1));
        System.out.println(thread.call(() -> arm.seconds(arch, steps)));
      }
      thread.run(arm::close);
    }
  }

  private static TrainingArm arm(
      String name, TensorThread thread, MbConvSpace space, TrainingData data) {
    return switch (name) {
      case "elastic" -> new ElasticArm(thread, space, data);
      case "djl" -> new DjlArm(space, data, true);
      case "djl-nchw" -> new DjlArm(space, data, false);
      default -> throw new IllegalArgumentException("unknown arm " + name);
    };
  }
}
