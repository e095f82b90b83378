package io.edgenas.supernet.train;

import io.edgenas.data.Dataset;
import io.edgenas.data.batch.Batch;
import io.edgenas.data.batch.BatchPrefetcher;
import io.edgenas.data.batch.BatchSource;
import io.edgenas.supernet.evaluate.EndAccuracies;
import io.edgenas.supernet.evaluate.Evaluator;
import io.edgenas.supernet.evaluate.HeldOut;
import io.edgenas.supernet.evaluate.RecalibrationSample;
import io.edgenas.supernet.policy.PhaseSampler;
import io.edgenas.supernet.policy.PhaseSchedule;
import io.edgenas.supernet.policy.PhaseSpec;
import io.edgenas.supernet.policy.StepPlan;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.LogRow;
import io.edgenas.supernet.store.TrainingLog;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes the steps of one phase, adds rows to the log and writes checkpoints where they are due. It
 * owns where the phase is and the schedule that it follows. Lives on the tensor thread, runs once.
 */
final class PhaseLoop {
  /** Rows of the log between two checkpoints. */
  private static final int ROWS_PER_CHECKPOINT = 10;

  private static final int PREFETCHED_BATCHES = 2;

  private final TrainingSetting setting;
  private final TrainingPolicy policy;
  private final TrainingRun run;
  private final Pacing pacing;
  private final int phase;
  private final PhaseSpec spec;
  private final PhaseSampler sampler;
  private final PhaseLog log;
  private final BatchWait wait;
  private final Position start;
  private Position position;
  private PhaseSchedule schedule;

  /**
   * @param log of the training, without rows after {@code start}
   * @param start says which phase, and how many of its steps are done
   */
  PhaseLoop(
      TrainingSetting setting, TrainingRun run, TrainingLog log, Pacing pacing, Position start) {
    this.setting = setting;
    this.policy = setting.policy();
    this.run = run;
    this.pacing = pacing;
    this.phase = start.phase();
    this.spec = policy.phases().get(phase);
    this.sampler = spec.restrict(setting.description().space(), setting.description().task());
    this.log =
        new PhaseLog(log, phase, setting.description().task().classes(), spec.distillationRatio());
    this.wait = new BatchWait(setting.nanoTime());
    this.start = start;
    this.position = start;
    this.schedule = pacing.schedule(phase, start.step());
  }

  /**
   * Makes steps to the end of the phase, or until asked to stop.
   *
   * @return the beginning of the next phase, or where this one stopped
   * @throws DivergedException if the loss is no number any more or has run away
   */
  Position run() throws IOException, InterruptedException {
    if (start.step() == 0) {
      run.enter(phase);
    }
    TrainingStep training = run.step(classWeights());
    try (BatchPrefetcher batches = batches()) {
      while (position.step() < schedule.steps()) {
        if (position.step() > start.step() && setting.stopping()) {
          requireFinite();
          return position;
        }
        step(training, batches);
        note();
        schedule = pacing.after(position, schedule);
      }
    }
    setting
        .listener()
        .waited(spec.name(), wait.shareOf(position.elapsedSeconds() - start.elapsedSeconds()));
    run.leave(phase);
    return position.nextPhase();
  }

  private float[] classWeights() {
    int[] counts = setting.data().train().classCounts(setting.data().classes());
    return policy.appliedBalance().lossWeights(counts);
  }

  private BatchPrefetcher batches() {
    BatchSource source =
        new BatchSource(
            setting.data().train(),
            setting.description().input(),
            policy.augmentation(),
            policy.appliedBalance(),
            policy.batchSize(),
            setting.seed());
    return new BatchPrefetcher(
        step -> source.batch(phase, step, plan(step).resolution()),
        start.step(),
        setting.planned(spec).steps(), // the most it can have, under a time limit
        PREFETCHED_BATCHES);
  }

  private StepPlan plan(long step) {
    return sampler.step(policy.recipe(), spec.subnetsPerStep(), setting.seed(), phase, step);
  }

  private void step(TrainingStep training, BatchPrefetcher batches) throws InterruptedException {
    long began = setting.nanoTime().getAsLong();
    double rate = schedule.learningRate(position.step());
    StepPlan plan = plan(position.step());
    double loss;
    try (Batch batch = wait.next(batches)) {
      loss = training.run(batch, plan.subnets(), run.distillation(spec), rate);
    }
    if (!Double.isFinite(loss)) {
      throw DivergedException.notFinite(spec.name(), position.step() + 1, rate, loss);
    }
    position = position.stepDone(loss, (setting.nanoTime().getAsLong() - began) / 1e9);
    setting
        .listener()
        .step(
            new TrainingProgress(
                phase,
                spec.name(),
                position.step(),
                schedule.steps(),
                rate,
                loss,
                policy.batchSize() * spec.subnetsPerStep(),
                position.elapsedSeconds()));
  }

  /** Adds a row to the log and writes a checkpoint where one is due. */
  private void note() throws IOException {
    boolean end = position.step() == schedule.steps();
    boolean due = !end && position.step() % policy.checkpointSteps() == 0;
    if (end || due) {
      requireFinite();
    }
    int interval = Math.max(1, policy.checkpointSteps() / ROWS_PER_CHECKPOINT);
    if (end || position.step() % interval == 0) {
      // Judging takes as long as some steps, so it is done at the ends of phases only.
      LogRow row = row(end ? Optional.of(judged()) : Optional.empty());
      log.append(row);
      setting.listener().row(row);
      position = position.logged();
    }
    if (due) {
      setting.save(run.checkpoint(position));
    }
  }

  /** The last step may have made weights that no loss has seen yet: they must not be kept. */
  private void requireFinite() {
    Optional<String> bad = run.notFinite();
    if (bad.isPresent()) {
      throw DivergedException.notFinite(spec.name(), position.step(), lastRate(), bad.get());
    }
  }

  private double lastRate() {
    return schedule.learningRate(position.step() - 1);
  }

  private LogRow row(Optional<EndAccuracies> judged) {
    return new LogRow(
        phase,
        spec.name(),
        position.step(),
        lastRate(),
        position.meanLoss(),
        judged.map(ends -> OptionalDouble.of(ends.largestTop1())).orElse(OptionalDouble.empty()),
        judged.map(ends -> OptionalDouble.of(ends.smallestTop1())).orElse(OptionalDouble.empty()),
        position.elapsedSeconds());
  }

  private EndAccuracies judged() {
    Dataset learning = HeldOut.of(setting.data()).learning();
    int images = Math.min(policy.samples().images(), learning.size());
    Evaluator evaluator =
        new Evaluator(
            run.supernet(),
            setting.description().input(),
            RecalibrationSample.of(setting.data(), policy.recalibrationImages(), setting.seed()),
            learning.range(0, images));
    return EndAccuracies.of(evaluator, setting.description().space(), setting.description().task());
  }
}
