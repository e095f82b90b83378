package io.edgenas.supernet.train;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.data.Seeds;
import io.edgenas.data.batch.Batch;
import io.edgenas.data.batch.BatchPrefetcher;
import io.edgenas.data.batch.BatchSource;
import io.edgenas.data.batch.ClassProportionalSample;
import io.edgenas.network.Arch;
import io.edgenas.supernet.elastic.ParameterSpec;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.evaluate.Evaluator;
import io.edgenas.supernet.evaluate.HeldOut;
import io.edgenas.supernet.policy.PhaseSampler;
import io.edgenas.supernet.policy.PhaseSchedule;
import io.edgenas.supernet.policy.PhaseSpec;
import io.edgenas.supernet.policy.StepPlan;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.LogRow;
import io.edgenas.supernet.store.Origin;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.store.TrainingLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Trains the supernet of a folder by its policy, from the beginning or from its checkpoint, phase
 * after phase (Cai et al., Once-for-All, section 3.3).
 *
 * <p>Interrupted anywhere and run again, it writes the same weights and the same log, but for
 * times, as without the interruption: on the same machine, libraries and number of threads.
 */
public final class Trainer {
  /** Rows of the log between two checkpoints. */
  private static final int ROWS_PER_CHECKPOINT = 10;

  private static final int PREFETCHED_BATCHES = 2;

  /** How a run ended. */
  public enum Outcome {
    /** The folder holds the trained weights. */
    TRAINED,
    /** It was asked to stop and has written a checkpoint. */
    STOPPED
  }

  private final TensorThread thread;
  private final SupernetFolder folder;
  private final SupernetDescription description;
  private final TrainingPolicy policy;
  private final DataSplits data;
  private final long seed;
  private final LongSupplier nanoTime;
  private final TrainingListener listener;
  private final BooleanSupplier stop;

  /**
   * @param nanoTime measures training time: a clock in nanoseconds that is never set, as {@link
   *     System#nanoTime} is
   * @param stop asked before each step whether to write a checkpoint and leave; the end of the
   *     process (Ctrl-C) does the same unasked
   * @throws BadInputException if the policy or the data do not fit the folder, naming why
   */
  public Trainer(
      TensorThread thread,
      SupernetFolder folder,
      DataSplits data,
      LongSupplier nanoTime,
      TrainingListener listener,
      BooleanSupplier stop) {
    this.thread = thread;
    this.folder = folder;
    this.description = folder.description();
    this.policy = folder.policy();
    this.data = data;
    this.seed = description.provenance().seed();
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.stop = stop;
    if (!(description.origin() instanceof Origin.Trained origin)) {
      throw new BadInputException(folder.path() + " was imported: train in another folder");
    }
    if (!data.fingerprint().equals(origin.dataFingerprint())) {
      throw new BadInputException(
          folder.path()
              + " was begun with another data set (fingerprint "
              + origin.dataFingerprint()
              + ", now "
              + data.fingerprint()
              + "): give the same again, or another folder");
    }
    if (policy.distilsFromFullNetwork(0) && origin.initial().isEmpty()) {
      throw new BadInputException(
          "phase '"
              + policy.phases().get(0).name()
              + "' cannot distil: the first phase trains the teacher, set distillation to 0 or"
              + " start from a trained supernet");
    }
  }

  /**
   * The training images on which batch norm is recalibrated: class-proportional, a function of
   * data, number and seed.
   */
  public static Dataset recalibrationImages(DataSplits data, int images, long seed) {
    return ClassProportionalSample.of(
        data.train(), data.classes(), images, Seeds.generator(seed, "recalibration"));
  }

  /**
   * Trains to the end, or until asked to stop.
   *
   * @throws DivergedException if the loss is no number any more or has run away; the last
   *     checkpoint is kept
   * @throws java.io.UncheckedIOException if a file cannot be written; the last checkpoint is kept
   * @throws BadInputException if the checkpoint is damaged or of another training
   */
  public Outcome run() {
    return thread.call(() -> train(Optional.empty()));
  }

  /**
   * The same within a time: where the machine proves slower than planned, the rest of the phases
   * gets fewer steps. The folder keeps which, so that a run that resumes ({@link #run()}) goes the
   * same way.
   *
   * @throws DivergedException as {@link #run()}
   * @throws java.io.UncheckedIOException as {@link #run()}
   * @throws BadInputException as {@link #run()}
   */
  public Outcome run(TimeLimit limit) {
    Check.range(
        "number of phases with a time",
        limit.secondsPerStep().size(),
        policy.phases().size(),
        policy.phases().size());
    return thread.call(() -> train(Optional.of(limit)));
  }

  private Outcome train(Optional<TimeLimit> limit) throws IOException, InterruptedException {
    if (folder.trained()) {
      folder.deleteCheckpoint(); // where a run was killed between the two
      return Outcome.TRAINED;
    }
    List<ParameterSpec> specs = ParameterSpec.of(description.space(), description.task());
    List<PhaseSchedule> planned = policy.phases().stream().map(this::schedule).toList();
    Pacing pacing = new Pacing(folder, planned, limit, nanoTime);
    Optional<Checkpoint> checkpoint = Checkpoint.read(folder, specs, pacing.steps());
    if (InitialWeights.missing(folder)) {
      throw new BadInputException(
          folder.path()
              + " was begun from the weights of "
              + description.origin().initial().orElseThrow().supernet()
              + " and stopped before it had them: give the same supernet again");
    }
    Position position = checkpoint.map(Checkpoint::position).orElse(Position.START);
    try (TrainingLog log = folder.openLog();
        TrainingRun run = start(checkpoint)) {
      log.truncateAfter(position.phase(), position.step());
      while (position.phase() < policy.phases().size()) {
        if (stopping()) {
          return Outcome.STOPPED; // at a phase's beginning, where the checkpoint is
        }
        position = phase(run, log, pacing, position);
        write(run, position);
        if (position.step() > 0) {
          return Outcome.STOPPED;
        }
      }
      folder.writeWeights(run.supernet().weights());
      folder.deleteCheckpoint();
      return Outcome.TRAINED;
    }
  }

  private TrainingRun start(Optional<Checkpoint> checkpoint) {
    if (checkpoint.isEmpty()) {
      return TrainingRun.begin(thread, description, policy);
    }
    try {
      return TrainingRun.resume(thread, description, policy, checkpoint.get());
    } catch (BadInputException e) {
      throw e.at(folder.path().toString());
    }
  }

  private boolean stopping() {
    return stop.getAsBoolean() || thread.ending();
  }

  private PhaseSchedule schedule(PhaseSpec phase) {
    return phase.schedule(data.train().size(), policy.batchSize());
  }

  private void write(TrainingRun run, Position position) throws IOException {
    run.checkpoint(position).write(folder);
    listener.checkpoint(position.phase(), position.step());
  }

  /** Trains a phase to its end (then gives the beginning of the next) or until asked to stop. */
  private Position phase(TrainingRun run, TrainingLog log, Pacing pacing, Position start)
      throws IOException, InterruptedException {
    int phase = start.phase();
    PhaseSpec spec = policy.phases().get(phase);
    PhaseSchedule schedule = pacing.schedule(phase, start.step());
    PhaseSampler sampler = spec.restrict(description.space(), description.task());
    if (start.step() == 0) {
      run.enter(phase);
    }
    TrainingStep training =
        run.step(policy.appliedBalance().lossWeights(data.train().classCounts(data.classes())));
    PhaseLog phaseLog =
        new PhaseLog(log, phase, description.task().classes(), spec.distillationRatio());
    Position position = start;
    BatchWait wait = new BatchWait(nanoTime);
    try (BatchPrefetcher batches = batches(spec, phase, sampler, start.step())) {
      while (position.step() < schedule.steps()) {
        if (position.step() > start.step() && stopping()) {
          requireFinite(run, spec, schedule, position.step());
          return position;
        }
        long began = nanoTime.getAsLong();
        double rate = schedule.learningRate(position.step());
        StepPlan plan = plan(spec, phase, sampler, position.step());
        double loss;
        try (Batch batch = wait.next(batches)) {
          loss = training.run(batch, plan.subnets(), run.distillation(spec), rate);
        }
        if (!Double.isFinite(loss)) {
          throw DivergedException.notFinite(spec.name(), position.step() + 1, rate, loss);
        }
        position = position.stepDone(loss, (nanoTime.getAsLong() - began) / 1e9);
        listener.step(progress(spec, position, schedule.steps(), rate, loss));
        position = note(run, phaseLog, spec, position, schedule);
        schedule = pacing.after(position, schedule);
      }
    }
    listener.waited(spec.name(), wait.shareOf(position.elapsedSeconds() - start.elapsedSeconds()));
    run.leave(phase);
    return position.nextPhase();
  }

  private BatchPrefetcher batches(PhaseSpec spec, int phase, PhaseSampler sampler, long from) {
    BatchSource source =
        new BatchSource(
            data.train(),
            description.input(),
            policy.augmentation(),
            policy.appliedBalance(),
            policy.batchSize(),
            seed);
    return new BatchPrefetcher(
        step -> source.batch(phase, step, plan(spec, phase, sampler, step).resolution()),
        from,
        schedule(spec).steps(), // the most it can have, under a time limit
        PREFETCHED_BATCHES);
  }

  private StepPlan plan(PhaseSpec spec, int phase, PhaseSampler sampler, long step) {
    return sampler.step(policy.recipe(), spec.subnetsPerStep(), seed, phase, step);
  }

  private TrainingProgress progress(
      PhaseSpec spec, Position position, long steps, double rate, double loss) {
    return new TrainingProgress(
        position.phase(),
        spec.name(),
        position.step(),
        steps,
        rate,
        loss,
        policy.batchSize() * spec.subnetsPerStep(),
        position.elapsedSeconds());
  }

  /** Adds a row to the log and writes a checkpoint where one is due. */
  private Position note(
      TrainingRun run, PhaseLog log, PhaseSpec spec, Position position, PhaseSchedule schedule)
      throws IOException {
    boolean end = position.step() == schedule.steps();
    boolean due = !end && position.step() % policy.checkpointSteps() == 0;
    if (end || due) {
      requireFinite(run, spec, schedule, position.step());
    }
    int interval = Math.max(1, policy.checkpointSteps() / ROWS_PER_CHECKPOINT);
    Position noted = position;
    if (end || position.step() % interval == 0) {
      double rate = schedule.learningRate(position.step() - 1);
      LogRow row = row(run, spec, position, rate, end);
      log.append(row);
      listener.row(row);
      noted = position.logged();
    }
    if (due) {
      write(run, noted);
    }
    return noted;
  }

  /** The last step may have made weights that no loss has seen yet: they must not be kept. */
  private void requireFinite(TrainingRun run, PhaseSpec spec, PhaseSchedule schedule, long step) {
    Optional<String> bad = run.notFinite();
    if (bad.isPresent()) {
      double rate = schedule.learningRate(step - 1);
      throw DivergedException.notFinite(spec.name(), step, rate, bad.get());
    }
  }

  /** Judging takes as long as some steps, so it is done at the ends of phases only. */
  private LogRow row(
      TrainingRun run, PhaseSpec spec, Position position, double rate, boolean judged) {
    OptionalDouble largest = OptionalDouble.empty();
    OptionalDouble smallest = OptionalDouble.empty();
    if (judged) {
      List<Integer> resolutions = description.task().resolutions();
      Evaluator evaluator = evaluator(run);
      Arch largestArch = description.space().largest();
      Arch smallestArch = description.space().smallest();
      largest =
          OptionalDouble.of(
              evaluator
                  .evaluate(largestArch.withResolution(resolutions.get(resolutions.size() - 1)))
                  .top1());
      smallest =
          OptionalDouble.of(
              evaluator.evaluate(smallestArch.withResolution(resolutions.get(0))).top1());
    }
    return new LogRow(
        position.phase(),
        spec.name(),
        position.step(),
        rate,
        position.meanLoss(),
        largest,
        smallest,
        position.elapsedSeconds());
  }

  private Evaluator evaluator(TrainingRun run) {
    Dataset choosing = HeldOut.of(data).choosing();
    int images = Math.min(policy.samples().images(), choosing.size());
    return new Evaluator(
        run.supernet(),
        description.input(),
        recalibrationImages(data, policy.recalibrationImages(), seed),
        choosing.range(0, images));
  }
}
