package io.edgenas.pipeline.train;

import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.FolderLock;
import io.edgenas.data.DataSplits;
import io.edgenas.data.batch.Balance;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.search.accuracy.ChosenModel;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.engine.DeviceType;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.LogRow;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.train.InitialWeights;
import io.edgenas.supernet.train.TimeLimit;
import io.edgenas.supernet.train.Trainer;
import io.edgenas.supernet.train.TrainingListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A training from a request to a finished folder: plan, phases, evaluated subnets, accuracy model.
 * Holds the tensor engine's thread: whoever prepares it closes it.
 */
public final class SupernetTraining implements AutoCloseable {
  /** Hears how it goes. */
  public interface Listener extends TrainingListener, SubnetSampling.Listener {
    /** Something that the person should know, one line. */
    void warned(String warning);

    /** Something about the training worth knowing, one line. */
    void noted(String note);

    /** Hears the plan before the first step. */
    void planned(TrainingEstimate estimate);
  }

  /** The end: accuracies on validation images, as the log has them. */
  public record Trained(
      double largestTop1, double smallestTop1, ChosenModel accuracy, double seconds) {}

  /** A plan, and the time that its phases have where there is a limit. */
  private record Planned(TrainingEstimate estimate, Optional<TimeLimit> limit) {}

  private final TrainRequest request;
  private final DataSplits data;
  private final Listener listener;
  private final EngineSettings settings;
  private final TensorThread thread;
  private final MbConvSpace space;
  private final long start;

  private SupernetTraining(
      TrainRequest request,
      DataSplits data,
      Listener listener,
      EngineSettings settings,
      TensorThread thread,
      MbConvSpace space,
      long start) {
    this.start = start;
    this.request = request;
    this.data = data;
    this.listener = listener;
    this.settings = settings;
    this.thread = thread;
    this.space = space;
  }

  /**
   * Checks what can be checked without computing, then starts the tensor engine. The time for
   * everything begins now.
   *
   * @throws io.edgenas.base.input.BadInputException if the folder holds another training, naming
   *     the difference; or if what the engine needs is not there
   */
  public static SupernetTraining prepare(
      TrainRequest request, DataSplits data, Listener listener, EngineSettings settings) {
    long start = System.nanoTime();
    data.warnings().forEach(listener::warned);
    MbConvSpace space = request.resolvedSpace(data.nativeSize());
    noteSpace(request, space, data, listener);
    TrainingPolicy policy = request.resolvedPolicy(space, data);
    noteBalance(policy, data, listener);
    request.start().ifPresent(from -> from.requireTeacher(policy, space, data));
    return new SupernetTraining(
        request, data, listener, settings, TensorThread.start(settings), space, start);
  }

  private static void noteSpace(
      TrainRequest request, MbConvSpace space, DataSplits data, Listener listener) {
    if (request.knownSpace().isEmpty()) {
      listener.noted(
          "space "
              + space.name()
              + ", because the images typically fill "
              + data.nativeSize()
              + " pixels (name another with --space)");
    }
  }

  /** Says what is done about classes of different size, where they are. */
  private static void noteBalance(TrainingPolicy policy, DataSplits data, Listener listener) {
    int[] counts = data.train().classCounts(data.classes());
    if (Balance.suited(counts) == Balance.NONE) {
      return;
    }
    IntSummaryStatistics sizes = Arrays.stream(counts).summaryStatistics();
    listener.noted(
        "the classes have "
            + sizes.getMin()
            + " to "
            + sizes.getMax()
            + " training images; balance: "
            + policy.appliedBalance().text()
            + switch (policy.appliedBalance()) {
              case NONE -> " (small classes count for little)";
              case SAMPLER -> " (every class is drawn equally often)";
              case LOSS -> " (the loss of rare classes weighs more)";
            });
  }

  /**
   * Measures a few steps and plans what is left to do; leaves nothing behind.
   *
   * @param limit for everything
   * @param stop asked between the steps
   * @throws CancellationException if told to stop
   * @throws io.edgenas.base.input.BadInputException if the folder holds another training, naming
   *     the difference; or if the time is too short, naming the minutes needed
   */
  public TrainingEstimate plan(Optional<Duration> limit, BooleanSupplier stop) throws IOException {
    return planned(limit, stop).estimate();
  }

  /** One time for the plan and for what follows: what planning took of it is gone for both. */
  private Planned planned(Optional<Duration> limit, BooleanSupplier stop) throws IOException {
    listener.noted("measuring a few steps of each phase to plan");
    TrainingPolicy policy = request.resolvedPolicy(space, data);
    int images = data.train().size();
    Optional<SupernetFolder> folder = Optional.empty();
    if (request.resumes()) { // another training is refused before anything is measured
      folder = Optional.of(SupernetFolder.openOrCreate(request.folder(), describe(policy), policy));
    }
    TrainingEstimate uncut =
        TrainingEstimate.measure(
            thread,
            describe(policy),
            policy,
            data,
            TrainingEstimate.planningTime(limit.filter(time -> !request.resumes())),
            stop);
    if (folder.isPresent()) {
      return new Planned(uncut.leftIn(folder.get(), images), Optional.empty());
    }
    if (limit.isEmpty()) {
      return new Planned(uncut, Optional.empty());
    }
    long spent = System.nanoTime() - start;
    Duration left = limit.get().minusNanos(spent);
    TrainingEstimate plan = uncut.within(left, images);
    plan.requireEnough(uncut, data.classes(), spent / 1e9);
    long end = start + limit.get().toNanos();
    return new Planned(plan, Optional.of(plan.trainingLimit(left, end)));
  }

  private SupernetDescription describe(TrainingPolicy policy) {
    String engine = thread.engineVersion();
    if (settings.device() == DeviceType.GPU) {
      engine += " on a GPU";
    }
    return request.describe(space, policy, data, engine, settings.threads());
  }

  /**
   * Trains to the end, or until told to stop.
   *
   * @param limit for everything: phases are shortened to fit when a training begins, and again
   *     where the machine proves slower than planned; a training that resumes goes on as it was
   *     shortened
   * @param keepImages whether training images may go into the folder
   * @param stop asked between steps
   * @return empty if told to stop; everything is kept
   * @throws io.edgenas.base.input.BadInputException if another run trains in the folder, or the
   *     time is too short, naming the minutes needed
   * @throws GuessingException if the trained supernet is no better than guessing; it is kept
   */
  @SuppressWarnings("try") // the lock is held, not used
  public Optional<Trained> run(Optional<Duration> limit, boolean keepImages, BooleanSupplier stop)
      throws IOException {
    AtomicFiles.requireWritableFolder(request.folder());
    try (FolderLock lock = FolderLock.acquire(request.folder())) {
      AtomicFiles.removeLeftovers(request.folder());
      return runAlone(limit, keepImages, stop);
    } catch (CancellationException e) {
      return Optional.empty();
    }
  }

  private Optional<Trained> runAlone(
      Optional<Duration> limit, boolean keepImages, BooleanSupplier stop) throws IOException {
    boolean done = request.resumes() && SupernetFolder.open(request.folder()).trained();
    TrainingPolicy policy = request.resolvedPolicy(space, data);
    Optional<TimeLimit> timeLimit = Optional.empty();
    if (!done) {
      Planned plan = planned(limit, stop);
      listener.planned(plan.estimate());
      policy = plan.estimate().training().policy();
      timeLimit = plan.limit();
    }
    SupernetFolder folder = SupernetFolder.openOrCreate(request.folder(), describe(policy), policy);
    if (request.start().isPresent() && InitialWeights.missing(folder)) {
      listener.noted(request.start().get().give(folder));
    }
    Trainer trainer = new Trainer(thread, folder, data, System::nanoTime, listener, stop);
    Trainer.Outcome outcome = timeLimit.isPresent() ? trainer.run(timeLimit.get()) : trainer.run();
    if (outcome == Trainer.Outcome.STOPPED) {
      return Optional.empty();
    }
    BooleanSupplier enough =
        () -> limit.isPresent() && System.nanoTime() - start > limit.get().toNanos();
    try (SupernetSession session = SupernetSession.open(folder, thread)) {
      Guessing.check(session, data).ifPresent(listener::warned);
      Optional<ChosenModel> model =
          new SubnetSampling(session, data, keepImages).run(listener, stop, enough);
      double seconds = (System.nanoTime() - start) / 1e9;
      return model.map(fitted -> trained(folder.log(), fitted, seconds));
    }
  }

  private static Trained trained(List<LogRow> log, ChosenModel model, double seconds) {
    LogRow last = log.get(log.size() - 1);
    return new Trained(
        last.largestTop1().orElse(Double.NaN),
        last.smallestTop1().orElse(Double.NaN),
        model,
        seconds);
  }

  @Override
  public void close() {
    thread.close();
  }
}
