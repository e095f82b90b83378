package io.edgenas.pipeline.demo;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.data.DataSplits;
import io.edgenas.data.source.DataSource;
import io.edgenas.images.Fit;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.network.Arch;
import io.edgenas.onnx.file.ExportedModel;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.pipeline.adapter.OnnxTop1;
import io.edgenas.pipeline.adapter.SupernetAccuracy;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.pipeline.extract.Extraction;
import io.edgenas.pipeline.extract.Extraction.Extracted;
import io.edgenas.pipeline.extract.LocalTimer;
import io.edgenas.pipeline.extract.Source;
import io.edgenas.pipeline.extract.SubnetSearch;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.pipeline.extract.Target;
import io.edgenas.pipeline.plot.AccuracyLatencyPlot;
import io.edgenas.pipeline.plot.Point;
import io.edgenas.pipeline.train.LeastTraining.TooLittleTimeException;
import io.edgenas.pipeline.train.SupernetTraining;
import io.edgenas.pipeline.train.TrainRequest;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profiler.DeviceProfiling;
import io.edgenas.profiler.ProfileRequest;
import io.edgenas.profiler.RunListener;
import io.edgenas.profiler.host.Host;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.profiler.host.MeasuringLock;
import io.edgenas.profiler.measure.StopSignal;
import io.edgenas.profiler.verify.FileVerifier;
import io.edgenas.profiler.verify.FileVerifier.Verified;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import io.edgenas.profiler.verify.OwnFileTimer;
import io.edgenas.profiler.verify.Pace.Trust;
import io.edgenas.profiler.verify.UsualPace;
import io.edgenas.search.Candidate;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.front.Pareto;
import io.edgenas.search.strategy.guided.GuidedSearch;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.Task;
import io.edgenas.space.UniformScaling;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.evaluate.ClassRecall;
import io.edgenas.supernet.evaluate.HeldOut;
import io.edgenas.supernet.policy.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * The main job on the bundled images: profile this machine, train, and for three budgets search,
 * export, verify. Each step has a share of the time; run again, it goes on where it was
 * interrupted.
 */
public final class Demo {
  /** Time for everything unless another is given. */
  public static final double DEFAULT_MINUTES = 9.5;

  private static final String SPACE = "mobile-28";
  private static final String POLICY = "demo";
  private static final String DATA = "bundled";
  private static final long SEED = 1;
  private static final double PROFILE_SHARE = 0.15;
  private static final double TRAIN_SHARE = 0.68;
  private static final double TIMING_SHARE = 0.01;
  private static final List<Integer> BUDGET_PERCENTS = List.of(25, 50, 75);
  private static final int IMAGE_EVALUATIONS = 12;
  private static final int CLOUD = 300;

  private final Path out;
  private final double minutes;
  private final Listener listener;
  private final StopSignal stop;

  /** Hears how it goes. */
  public interface Listener {
    /** A step begins. */
    void step(int number, String what);

    /** How the profile goes. */
    RunListener profiling();

    /** How the training goes. */
    SupernetTraining.Listener training();
  }

  /** The result of a demo. */
  public record Result(List<DemoRow> rows, Path table, Path picture, double seconds) {}

  /** The parts that the steps hand on. */
  private record Device(DeviceProfile profile, Trust trust, LatencyModel latency, Host host) {}

  /**
   * @param out everything comes to lie below it
   * @param minutes for everything
   */
  public Demo(Path out, double minutes, Listener listener, StopSignal stop) {
    this.out = out;
    this.minutes = minutes;
    this.listener = listener;
    this.stop = stop;
  }

  /**
   * Does the job.
   *
   * @return empty if told to stop while training
   * @throws io.edgenas.profiler.measure.StoppedException if told to stop while measuring
   */
  public Optional<Result> run() throws IOException {
    long start = System.nanoTime();
    AtomicFiles.requireWritableFolder(out);
    MbConvSpace space = MbConvSpace.builtIn(SPACE);
    DataSplits data = DataSource.open(DATA, out.resolve("images"), 0);
    Task task = TrainRequest.task(space, data);
    listener.step(1, "profile this machine for space " + SPACE);
    Device device = profile(space, task);
    listener.step(2, "train a supernet on " + data.train().size() + " bundled images");
    if (!train(space, data)) {
      return Optional.empty();
    }
    Path supernet = out.resolve("supernet");
    try (SupernetSession session = SupernetSession.open(supernet)) {
      SubnetSearch search =
          new SubnetSearch(
              space,
              task,
              task.resolutions(),
              device.latency,
              SupernetAccuracy.read(session.folder()).model());
      Extraction extraction =
          new Extraction(
              new Source(
                  session, session.recalibrationImages(), Optional.of(HeldOut.of(data)), DATA),
              new Target(
                  search,
                  device.profile,
                  LocalTimer.of(device.profile, space, device.trust, share(TIMING_SHARE))));
      List<DemoRow> rows = new ArrayList<>();
      List<Candidate> evaluated = new ArrayList<>();
      for (int percent : BUDGET_PERCENTS) {
        stop.check();
        double budgetMs = budget(search, task, percent);
        listener.step(
            rows.size() + 3,
            String.format(
                Locale.ROOT, "search, export and verify for a budget of %.4f ms", budgetMs));
        Extracted extracted = extraction.extract(budgetMs, effort(), IMAGE_EVALUATIONS);
        evaluated.addAll(extracted.found().result().evaluated());
        rows.add(finish(extracted, budgetMs, percent, device, data));
      }
      Path table = out.resolve("results.csv");
      AtomicFiles.write(table, DemoRow.csv(rows));
      Path picture = out.resolve("accuracy-latency.png");
      AtomicFiles.write(picture, plot(search, task, evaluated, rows, device).png());
      return Optional.of(
          new Result(List.copyOf(rows), table, picture, (System.nanoTime() - start) / 1e9));
    }
  }

  private static Effort effort() {
    return new Effort(new GuidedSearch(), SearchBudget.DEFAULT, SEED);
  }

  private Duration share(double share) {
    return Duration.ofMillis(Math.round(share * minutes * 60e3));
  }

  @SuppressWarnings("try")
  private Device profile(MbConvSpace space, Task task) throws IOException {
    ProfileRequest request =
        new ProfileRequest(
            space,
            task.resolutions(),
            false,
            task.classes(),
            task.channels(),
            ProfileRequest.DEFAULT_NETWORKS,
            ProfileRequest.DEFAULT_NETWORKS,
            share(PROFILE_SHARE),
            SEED);
    Host host = HostProbe.probe();
    try (MeasuringLock lock = MeasuringLock.acquire("demo", Clock.systemUTC().instant())) {
      DeviceProfiling profiling =
          new DeviceProfiling(
              request,
              RuntimeConfig.DEFAULT,
              Precision.FP32,
              out.resolve("profiles"),
              host,
              host.defaultDeviceId(),
              Clock.systemUTC(),
              System::nanoTime);
      Path folder = ProfileFolder.locate(out.resolve("profiles"), profiling.identity());
      // What lies there already was measured at another time, if not by another.
      Trust trust = Files.exists(folder) ? Trust.CLAIMED : Trust.JUST_MEASURED;
      DeviceProfile profile = profiling.run(listener.profiling(), stop).profile();
      return new Device(profile, trust, LatencyModels.of(profile, space), host);
    }
  }

  private boolean train(MbConvSpace space, DataSplits data) throws IOException {
    TrainRequest request =
        new TrainRequest(
            out.resolve("supernet"),
            Optional.of(space),
            Optional.of(Policies.builtIn(POLICY)),
            OptionalLong.of(SEED),
            Fit.CROP,
            Optional.empty(),
            false);
    try (SupernetTraining training =
        SupernetTraining.prepare(
            request, data, listener.training(), EngineSettings.ofThisMachine())) {
      return training.run(Optional.of(share(TRAIN_SHARE)), true, stop::requested).isPresent();
    } catch (TooLittleTimeException e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "--minutes %s is too short on this machine: training, which gets %.0f %% of it, would"
                  + " leave a supernet that knows hardly more than nothing: give --minutes %.1f or"
                  + " more",
              minutes,
              100 * TRAIN_SHARE,
              Math.ceil(10 * e.neededMinutes() / TRAIN_SHARE) / 10),
          e);
    }
  }

  /** Chooses a budget between the fastest and the slowest subnet, as predicted. */
  private static double budget(SubnetSearch search, Task task, int percent) {
    List<Integer> resolutions = task.resolutions();
    Arch smallest = search.space().smallest().withResolution(resolutions.get(0));
    Arch largest = search.space().largest().withResolution(resolutions.get(resolutions.size() - 1));
    double fastestMs = search.predict(smallest).latencyMs();
    double slowestMs = search.predict(largest).latencyMs();
    return fastestMs + percent / 100.0 * (slowestMs - fastestMs);
  }

  @SuppressWarnings("try")
  private DemoRow finish(
      Extracted extracted, double budgetMs, int percent, Device device, DataSplits data)
      throws IOException {
    Path file = out.resolve("budget-" + percent + ".onnx");
    ExportedModel.write(file, extracted.exported().onnx(), extracted.exported().metadata());
    Verification verification;
    try (MeasuringLock lock = MeasuringLock.acquire("demo", Clock.systemUTC().instant())) {
      FileVerifier verifier =
          new FileVerifier(
              device.host,
              device.profile.identity().deviceId(),
              Clock.systemUTC(),
              new OwnFileTimer(System::nanoTime));
      Verified verified =
          verifier.verify(
              file,
              new FileVerifier.Request(
                  Optional.of(RuntimeConfig.DEFAULT),
                  UsualPace.of(device.profile, Spaces.builtIn(SPACE), device.trust),
                  OptionalDouble.of(budgetMs),
                  share(TIMING_SHARE)));
      verifier.write(verified);
      verification = verified.verification();
    }
    ClassRecall recall;
    try (OnnxModel model = OnnxModel.load(file, RuntimeConfig.DEFAULT)) {
      recall =
          OnnxTop1.of(model, extracted.exported().metadata().input(), data.classes(), data.test());
    }
    return new DemoRow(
        budgetMs,
        extracted.prediction(),
        verification,
        recall,
        extracted.exported().network(),
        file);
  }

  private AccuracyLatencyPlot plot(
      SubnetSearch search,
      Task task,
      List<Candidate> evaluated,
      List<DemoRow> rows,
      Device device) {
    ArchVariation variation = new ArchVariation(search.space(), task.resolutions());
    SplittableRandom random = new SplittableRandom(SEED);
    List<Arch> cloud = new ArrayList<>();
    for (int i = 0; i < CLOUD; i++) {
      cloud.add(variation.sample(random));
    }
    List<Point> points = points(search, cloud);
    List<Point> all = new ArrayList<>(points);
    evaluated.forEach(
        candidate ->
            all.add(new Point(search.predict(candidate.arch()).latencyMs(), candidate.top1())));
    return new AccuracyLatencyPlot(
        "Fashion-MNIST, " + device.profile.identity().cpu() + ", ONNX Runtime, 1 thread",
        points,
        Pareto.front(all, Point::latencyMs, Point::top1),
        Pareto.front(
            points(search, UniformScaling.of(search.space().withResolutions(task.resolutions()))),
            Point::latencyMs,
            Point::top1),
        rows.stream()
            .map(row -> new Point(row.verification().medianMs(), row.recall().top1()))
            .toList(),
        rows.stream().map(DemoRow::budgetMs).toList());
  }

  /** Subnets by the predictions of both models. */
  private static List<Point> points(SubnetSearch search, List<Arch> archs) {
    double[] top1 = search.accuracy().top1(archs);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < top1.length; i++) {
      points.add(new Point(search.predict(archs.get(i)).latencyMs(), top1[i]));
    }
    return points;
  }
}
