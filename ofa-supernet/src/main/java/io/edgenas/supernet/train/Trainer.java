package io.edgenas.supernet.train;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.data.DataSplits;
import io.edgenas.supernet.elastic.ParameterSpec;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.PhaseSchedule;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.store.TrainingLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
  /** How a run ended. */
  public enum Outcome {
    /** The folder holds the trained weights. */
    TRAINED,
    /** It was asked to stop and has written a checkpoint. */
    STOPPED
  }

  private final TrainingSetting setting;

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
    this.setting = new TrainingSetting(thread, folder, data, nanoTime, listener, stop);
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
    return setting.thread().call(() -> train(Optional.empty()));
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
    int phases = setting.policy().phases().size();
    Check.range("number of phases with a time", limit.secondsPerStep().size(), phases, phases);
    return setting.thread().call(() -> train(Optional.of(limit)));
  }

  private Outcome train(Optional<TimeLimit> limit) throws IOException, InterruptedException {
    SupernetFolder folder = setting.folder();
    if (folder.trained()) {
      folder.deleteCheckpoint(); // where a run was killed between the two
      return Outcome.TRAINED;
    }
    Pacing pacing = new Pacing(folder, planned(), limit, setting.nanoTime());
    Optional<Checkpoint> checkpoint = checkpoint(pacing);
    Position position = checkpoint.map(Checkpoint::position).orElse(Position.START);
    try (TrainingLog log = folder.openLog();
        TrainingRun run = start(checkpoint)) {
      log.truncateAfter(position.phase(), position.step());
      while (position.phase() < setting.policy().phases().size()) {
        if (setting.stopping()) {
          return Outcome.STOPPED; // at a phase's beginning, where the checkpoint is
        }
        position = new PhaseLoop(setting, run, log, pacing, position).run();
        setting.save(run.checkpoint(position));
        if (position.step() > 0) {
          return Outcome.STOPPED;
        }
      }
      folder.writeWeights(run.supernet().weights());
      folder.deleteCheckpoint();
      return Outcome.TRAINED;
    }
  }

  private List<PhaseSchedule> planned() {
    return setting.policy().phases().stream().map(setting::planned).toList();
  }

  /** What an earlier run left. */
  private Optional<Checkpoint> checkpoint(Pacing pacing) {
    SupernetFolder folder = setting.folder();
    SupernetDescription description = setting.description();
    Optional<Checkpoint> checkpoint =
        Checkpoint.read(
            folder, ParameterSpec.of(description.space(), description.task()), pacing.steps());
    if (InitialWeights.missing(folder)) {
      throw new BadInputException(
          folder.path()
              + " was begun from the weights of "
              + description.origin().initial().orElseThrow().supernet()
              + " and stopped before it had them: give the same supernet again");
    }
    return checkpoint;
  }

  private TrainingRun start(Optional<Checkpoint> checkpoint) {
    SupernetDescription description = setting.description();
    if (checkpoint.isEmpty()) {
      return TrainingRun.begin(setting.thread(), description, setting.policy());
    }
    try {
      return TrainingRun.resume(setting.thread(), description, setting.policy(), checkpoint.get());
    } catch (BadInputException e) {
      throw e.at(setting.folder().path().toString());
    }
  }
}
