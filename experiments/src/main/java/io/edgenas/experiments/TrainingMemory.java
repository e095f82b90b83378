package io.edgenas.experiments;

import io.edgenas.base.input.Document;
import io.edgenas.data.DataSplits;
import io.edgenas.data.source.DataSource;
import io.edgenas.images.Fit;
import io.edgenas.pipeline.train.TrainRequest;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.engine.DeviceType;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.train.Trainer;
import io.edgenas.supernet.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Whether a training's memory grows: resident memory of this process every 1,000 steps of the space
 * mobile-28 on the bundled images, with every kind of augmentation, checkpoints and rows of the
 * log. After a short phase of the full network, each step trains two random subnets, which learn
 * from it. Batches are small, because what could grow does so per step.
 *
 * <p>{@code java -cp ... io.edgenas.experiments.TrainingMemory FOLDER [STEPS]}, on Linux.
 */
public final class TrainingMemory {
  private static final int EVERY = 1_000;
  private static final int BATCH = 8;
  private static final int FULL_STEPS = 200;
  private static final String POLICY =
      """
      schema: 1
      name: memory
      recipe: progressive-shrinking
      batch_size: %d
      optimizer: {momentum: 0.9, nesterov: true, weight_decay: 3.0e-5, clip_norm: 5}
      augmentation: {flip: true, shift: 0.08, smallest_crop_area: 0.5, brightness: 0.2, contrast: 0.2}
      checkpoint_steps: 500
      recalibration_images: 256
      samples: {subnets: 1, images: 256}
      phases:
        - {name: full, epochs: %s, learning_rate: 0.005}
        - {name: all, epochs: %s, learning_rate: 0.005, subnets_per_step: 2, distillation: 1,
           kernels: all, depths: all, expands: all, widths: all}
      """;

  private TrainingMemory() {}

  /** Trains in a new folder and prints a line every 1,000 steps. */
  public static void main(String[] args) throws IOException {
    Path out = Path.of(args[0]);
    int steps = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    MbConvSpace space = MbConvSpace.builtIn("mobile-28");
    DataSplits data = DataSource.open("bundled", out, 28);
    double epoch = (double) data.train().size() / BATCH;
    String text = POLICY.formatted(BATCH, FULL_STEPS / epoch, (steps - FULL_STEPS) / epoch);
    TrainingPolicy policy = TrainingPolicy.read(Document.parse(text, "memory.yaml"));
    EngineSettings settings = EngineSettings.ofThisMachine(DeviceType.CPU);
    TrainRequest request =
        new TrainRequest(
            out,
            Optional.of(space),
            Optional.of(policy),
            OptionalLong.empty(),
            Fit.CROP,
            Optional.empty(),
            false);
    SupernetFolder folder =
        SupernetFolder.openOrCreate(
            out, request.describe(space, policy, data, "PyTorch", settings.threads()), policy);
    try (TensorThread thread = TensorThread.start(settings)) {
      AtomicLong done = new AtomicLong();
      TrainingListener listener =
          progress -> {
            if (done.incrementAndGet() % EVERY == 0) {
              print(done.get(), progress.elapsedSeconds());
            }
          };
      new Trainer(thread, folder, data, System::nanoTime, listener, () -> false).run();
    }
  }

  private static void print(long steps, double seconds) {
    System.out.printf(
        Locale.ROOT,
        "%6d steps, %.0f s: resident %.1f MiB%n",
        steps,
        seconds,
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
