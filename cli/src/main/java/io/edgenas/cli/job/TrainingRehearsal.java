package io.edgenas.cli.job;

import io.edgenas.space.ArchSpec;
import io.edgenas.supernet.ElasticSupernet;
import io.edgenas.supernet.data.DataSplits;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.PhaseSpec;
import io.edgenas.supernet.policy.SamplesSpec;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.train.Evaluator;
import io.edgenas.supernet.train.Trainer;
import io.edgenas.supernet.train.TrainingListener;
import io.edgenas.supernet.train.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures what a training will cost: a few steps of every phase in a folder that is thrown away,
 * and one evaluated subnet.
 */
public final class TrainingRehearsal {
  /** The first phase warms the engine up, too. */
  private static final int FIRST_STEPS = 24;

  private static final int STEPS = 8;
  private static final int IMAGES = 256;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final TensorThread thread;
  private final SupernetDescription description;
  private final TrainingPolicy policy;
  private final DataSplits data;

  public TrainingRehearsal(
      TensorThread thread,
      SupernetDescription description,
      TrainingPolicy policy,
      DataSplits data) {
    this.thread = thread;
    this.description = description;
    this.policy = policy;
    this.data = data;
  }

  /** Rehearses. */
  public TrainingPlan plan() throws IOException {
    StepTimes times = new StepTimes();
    Path folder = Files.createTempDirectory("edgenas-rehearsal");
    try {
      TrainingPolicy few = few();
      SupernetFolder scratch = SupernetFolder.openOrCreate(folder, describe(few), few);
      long start = System.nanoTime();
      new Trainer(
              thread,
              scratch,
              data,
              Clock.systemUTC(),
              times,
              () -> System.nanoTime() - start > LIMIT.toNanos())
          .run();
    } finally {
      delete(folder);
    }
    List<TrainingPlan.Phase> phases = new ArrayList<>();
    double secondsPerStep = 0;
    for (int i = 0; i < policy.phases().size(); i++) {
      PhaseSpec phase = policy.phases().get(i);
      // A phase that the time did not reach is taken for as slow as the one before.
      secondsPerStep = times.median(i, secondsPerStep);
      phases.add(
          new TrainingPlan.Phase(
              phase.name(),
              phase.schedule(data.train().size(), policy.batchSize()).steps(),
              secondsPerStep));
    }
    return new TrainingPlan(phases, secondsPerSample(), SubnetSampling.sampleSize(policy));
  }

  /** The policy with phases of a few steps and next to no evaluation. */
  private TrainingPolicy few() {
    List<PhaseSpec> phases = new ArrayList<>();
    for (PhaseSpec phase : policy.phases()) {
      int steps = phases.isEmpty() ? FIRST_STEPS : STEPS;
      phases.add(
          new PhaseSpec(
              phase.name(),
              (double) steps * policy.batchSize() / data.train().size(),
              phase.learningRate(),
              0,
              phase.subnetsPerStep(),
              phase.distillationRatio(),
              phase.openings()));
    }
    return new TrainingPolicy(
        policy.name(),
        policy.recipe(),
        policy.batchSize(),
        policy.optimizer(),
        policy.labelSmoothing(),
        policy.augmentation(),
        policy.checkpointSteps(),
        1,
        new SamplesSpec(1, 1),
        phases);
  }

  private SupernetDescription describe(TrainingPolicy other) {
    return new SupernetDescription(
        description.space(),
        description.task(),
        description.input(),
        other.hash(),
        description.dataFingerprint(),
        description.provenance());
  }

  /** From a subnet of middle cost on a few images. */
  private double secondsPerSample() {
    List<Integer> resolutions = description.task().resolutions();
    ArchSpec arch =
        description.space().largest().withResolution(resolutions.get(resolutions.size() / 2));
    int recalibration = Math.min(IMAGES, data.train().size());
    int judged = Math.min(IMAGES, data.validation().size());
    try (ElasticSupernet fresh =
        ElasticSupernet.create(thread, description.space(), description.task(), 0)) {
      Evaluator evaluator =
          new Evaluator(
              fresh,
              description.input(),
              data.train().range(0, recalibration),
              data.validation().range(0, judged));
      evaluator.evaluate(arch);
      long start = System.nanoTime();
      evaluator.evaluate(arch);
      double perImage = (System.nanoTime() - start) / 1e9 / (recalibration + judged);
      int images =
          Math.min(policy.recalibrationImages(), data.train().size())
              + Math.min(policy.samples().images(), data.validation().size());
      return perImage * images;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** When each step ended. */
  private static final class StepTimes implements TrainingListener {
    private final List<List<Double>> seconds = new ArrayList<>();
    private long last = System.nanoTime();

    @Override
    public void step(TrainingProgress progress) {
      while (seconds.size() <= progress.phase()) {
        seconds.add(new ArrayList<>());
      }
      long now = System.nanoTime();
      seconds.get(progress.phase()).add((now - last) / 1e9);
      last = now;
    }

    /** Of the later half of a phase's steps. */
    double median(int phase, double otherwise) {
      if (phase >= seconds.size()) {
        return otherwise;
      }
      List<Double> all = seconds.get(phase);
      List<Double> later = all.subList(all.size() / 2, all.size()).stream().sorted().toList();
      return later.get(later.size() / 2);
    }
  }
}
