package io.edgenas.benchmarks;

import io.edgenas.images.Fit;
import io.edgenas.images.InputContract;
import io.edgenas.input.Document;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Spaces;
import io.edgenas.space.Task;
import io.edgenas.supernet.data.DataSource;
import io.edgenas.supernet.data.DataSplits;
import io.edgenas.supernet.data.DataStatistics;
import io.edgenas.supernet.engine.DeviceType;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.Origin;
import io.edgenas.supernet.store.Provenance;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.train.Trainer;
import io.edgenas.supernet.train.TrainingListener;
import io.edgenas.supernet.train.TrainingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whether a training's memory grows: resident memory of this process every 1,000 steps of two
 * random subnets of the tiny space on the bundled images, with checkpoints and rows of the log.
 *
 * <p>{@code java -cp ... io.edgenas.benchmarks.TrainingMemory FOLDER [STEPS]}, on Linux.
 */
public final class TrainingMemory {
  private static final int EVERY = 1_000;
  private static final int BATCH = 16;
  private static final String POLICY =
      """
      schema: 1
      name: memory
      recipe: progressive-shrinking
      batch_size: %d
      optimizer: {momentum: 0.9, nesterov: true, weight_decay: 3.0e-5, clip_norm: 5}
      augmentation: {flip: true, shift: 0.1}
      checkpoint_steps: 500
      recalibration_images: 256
      samples: {subnets: 1, images: 256}
      phases:
        - {name: all, epochs: %s, learning_rate: 0.02, subnets_per_step: 2,
           kernels: all, depths: all, expands: all, widths: all}
      """;

  private TrainingMemory() {}

  /** Trains in a new folder and prints a line every 1,000 steps. */
  public static void main(String[] args) throws IOException {
    Path out = Path.of(args[0]);
    int steps = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    SearchSpace space = Spaces.builtIn("tiny");
    DataSplits data = DataSource.open("bundled", out, 28);
    String text = POLICY.formatted(BATCH, (double) steps * BATCH / data.train().size());
    TrainingPolicy policy = TrainingPolicy.read(Document.parse(text, "memory.yaml"));
    Task task = new Task(data.labels(), data.channels(), space.resolutions());
    InputContract input = DataStatistics.contract(data, 28, Fit.CROP);
    SupernetDescription description =
        new SupernetDescription(
            space,
            task,
            input.withSize(task.resolutions().get(task.resolutions().size() - 1)),
            new Origin.Trained(policy.hash(), data.fingerprint()),
            Provenance.ofThisJvm(1, "PyTorch", 2));
    SupernetFolder folder = SupernetFolder.openOrCreate(out, description, policy);
    try (TensorThread thread = TensorThread.start(EngineSettings.ofThisMachine(DeviceType.CPU))) {
      TrainingListener listener =
          progress -> {
            if (progress.step() % EVERY == 0) {
              print(progress);
            }
          };
      new Trainer(thread, folder, data, Clock.systemUTC(), listener, () -> false).run();
    }
  }

  private static void print(TrainingProgress progress) {
    System.out.printf(
        Locale.ROOT,
        "%6d steps, %.0f s: resident %.1f MiB%n",
        progress.step(),
        progress.elapsedSeconds(),
        residentKb() / 1_024.0);
  }

  /** VmRSS of this process, in units of 1,024 bytes. */
  private static long residentKb() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      String line = lines.filter(text -> text.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("[^0-9]", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
