package io.edgenas.profiler.command;

import io.edgenas.base.input.Check;
import io.edgenas.console.ExitCode;
import io.edgenas.console.Interruption;
import io.edgenas.console.OutputOptions;
import io.edgenas.console.Texts;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.Bench;
import io.edgenas.profiler.DeviceProfiling;
import io.edgenas.profiler.DeviceProfiling.Profiled;
import io.edgenas.profiler.OperationCatalog;
import io.edgenas.profiler.ProfilePlan;
import io.edgenas.profiler.ProfileRequest;
import io.edgenas.profiler.RunListener;
import io.edgenas.profiler.command.option.DeviceIdOption;
import io.edgenas.profiler.command.option.RuntimeOptions;
import io.edgenas.profiler.command.option.TaskOptions;
import io.edgenas.profiler.host.Host;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.profiler.host.MeasuringLock;
import io.edgenas.profiler.measure.StoppedException;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.file.Spaces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures this machine. */
@Command(
    name = "profile",
    description = {
      "Measures on this machine what the operations of a space cost, and whole subnets to calibrate"
          + " and judge predictions. The same command again goes on where it ended.",
      ""
    })
public final class ProfileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output;
  @Mixin private RuntimeOptions runtime;
  @Mixin private DeviceIdOption device;
  @Mixin private TaskOptions task;

  @Option(
      names = "--space",
      paramLabel = "SPACE",
      description = "A built-in search space or a file; required unless --check is given.")
  private String space;

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "fp32",
      description =
          "Number format: fp32, or int8 for what networks quantised to 8 bits would take; search and"
              + " extract need fp32 (default: ${DEFAULT-VALUE}).")
  private String precision;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "" + ProfileRequest.DEFAULT_MINUTES,
      description = "Time for this run (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(
      names = "--resolutions",
      paramLabel = "R",
      split = ",",
      description =
          "Resolutions at which operations and subnets are measured (default: "
              + OperationCatalog.DEFAULT_RESOLUTIONS
              + " of the space's, both ends among them).")
  private List<Integer> resolutions;

  @Option(
      names = "--networks-only",
      description =
          "Measure whole subnets and no operations: for providers that take seconds to prepare each"
              + " model, or rank subnets badly by the sum of their operations. 40 subnets to"
              + " calibrate do well.")
  private boolean networksOnly;

  @Option(
      names = "--calibration",
      paramLabel = "N",
      defaultValue = "" + ProfileRequest.DEFAULT_NETWORKS,
      description = "Whole subnets for calibrating predictions (default: ${DEFAULT-VALUE}).")
  private int calibration;

  @Option(
      names = "--validation",
      paramLabel = "N",
      defaultValue = "" + ProfileRequest.DEFAULT_NETWORKS,
      description = "Whole subnets for judging predictions (default: ${DEFAULT-VALUE}).")
  private int validation;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "" + ProfileRequest.DEFAULT_SEED,
      description = "Decides weights, inputs and subnets (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the profile comes to lie (default: profiles/<space>).")
  private Path out;

  @Option(
      names = "--dry-run",
      description = "Measure a few steps, print the plan with times, and stop.")
  private boolean dryRun;

  @Option(
      names = "--check",
      description =
          "Measure nothing; print what ONNX Runtime and its providers can do here and why not, the"
              + " CPU, the C library, governors and clocks, and which profiles (--out, else profiles)"
              + " hold for this machine.")
  private boolean check;

  @Override
  public Integer call() throws IOException {
    return check ? check() : profile();
  }

  /** Fails where the provider or options asked for do not work. */
  private int check() throws IOException {
    Optional<RuntimeConfig> asked = runtime.given();
    MachineCheck machine =
        MachineCheck.of(HostProbe.probe(), asked, out == null ? Path.of("profiles") : out);
    output.result(machine.describe(), machine.toJson());
    return machine.passed() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private int profile() throws IOException {
    if (space == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing required option: '--space=SPACE' (or --check)");
    }
    SearchSpace searchSpace = Spaces.find(space);
    Check.range("--minutes", minutes, 0.01, 60 * 24 * 30);
    ProfileRequest request =
        new ProfileRequest(
            searchSpace,
            resolutions == null
                ? OperationCatalog.spread(searchSpace, OperationCatalog.DEFAULT_RESOLUTIONS)
                : resolutions,
            networksOnly,
            task.classes(),
            task.channels(),
            calibration,
            validation,
            Duration.ofMillis(Math.round(60e3 * minutes)),
            seed);
    Host host = HostProbe.probe();
    DeviceProfiling profiling =
        new DeviceProfiling(
            request,
            runtime.config(),
            precision(),
            out == null ? Path.of("profiles", searchSpace.name()) : out,
            host,
            device.of(host),
            Clock.systemUTC(),
            System::nanoTime);
    return dryRun ? plan(profiling, searchSpace) : run(profiling, searchSpace);
  }

  private Precision precision() {
    List<String> texts = Arrays.stream(Precision.values()).map(Precision::text).toList();
    return Precision.values()[texts.indexOf(Check.oneOf("--precision", precision, texts))];
  }

  private String commandLine() {
    return Texts.commandLine(
        spec.root().name(), spec.root().commandLine().getParseResult().originalArgs());
  }

  @SuppressWarnings("try")
  private int plan(DeviceProfiling profiling, SearchSpace searchSpace) throws IOException {
    try (MeasuringLock lock = MeasuringLock.acquire(commandLine(), Clock.systemUTC().instant())) {
      profiling.plan(
          new RunListener() {
            @Override
            public void planned(ProfilePlan plan, Path folder, Bench bench) {
              output.result(
                  PlanTexts.describe(plan, folder, bench, profiling.identity(), searchSpace),
                  PlanTexts.toJson(plan, folder, bench, profiling.identity(), searchSpace));
            }

            @Override
            public void progressed(double doneShare, Duration left, String what) {}
          });
      return ExitCode.DONE;
    }
  }

  @SuppressWarnings("try")
  private int run(DeviceProfiling profiling, SearchSpace searchSpace) throws IOException {
    try (Interruption interruption = Interruption.listen();
        MeasuringLock lock = MeasuringLock.acquire(commandLine(), Clock.systemUTC().instant())) {
      long start = System.nanoTime();
      Profiled profiled;
      try (ProgressListener listener = new ProgressListener(profiling.identity(), searchSpace)) {
        profiled = profiling.run(listener, interruption::requested);
      } catch (StoppedException e) {
        output.note("interrupted; everything measured is kept. To go on:");
        output.note("  " + commandLine());
        return ExitCode.INTERRUPTED;
      }
      show(profiled, searchSpace, (System.nanoTime() - start) / 1e9);
      return ExitCode.DONE;
    }
  }

  /** Notes before the run, a display during it. */
  private final class ProgressListener implements RunListener, AutoCloseable {
    private final ProfileIdentity identity;
    private final SearchSpace searchSpace;
    private ProgressDisplay display;

    ProgressListener(ProfileIdentity identity, SearchSpace searchSpace) {
      this.identity = identity;
      this.searchSpace = searchSpace;
    }

    @Override
    public void planned(ProfilePlan plan, Path folder, Bench bench) {
      output.note(PlanTexts.describe(plan, folder, bench, identity, searchSpace));
      if (!plan.isEmpty()) {
        display = ProgressDisplay.open(output.err(), System::nanoTime, "profile");
      }
    }

    @Override
    public void warned(String warning) {
      output.note("warning: " + warning);
    }

    @Override
    public void progressed(double doneShare, Duration left, String what) {
      if (display != null) {
        display.progressed(doneShare, left, what);
      }
    }

    @Override
    public void close() {
      if (display != null) {
        display.close();
      }
    }
  }

  private void show(Profiled profiled, SearchSpace searchSpace, double seconds) {
    boolean complete = profiled.outcome().complete();
    var error = LatencyModels.of(profiled.profile(), searchSpace).error();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("profile", profiled.folder().toString());
    json.put("device", profiled.profile().identity().deviceId());
    json.put("configuration", profiled.profile().identity().configuration());
    json.put("space", searchSpace.name());
    json.put("operations", profiled.profile().operations().size());
    json.put("networks", profiled.profile().networks().size());
    json.put("complete", complete);
    json.put("seconds", seconds);
    json.put("error", error.map(ErrorTexts::toJson).orElse(null));
    output.result(
        Texts.format(
            "profile %s: %d operations, %d networks%n%s",
            Texts.path(profiled.folder()),
            profiled.profile().operations().size(),
            profiled.profile().networks().size(),
            ErrorTexts.describe(error)),
        json);
    if (!complete) {
      output.note(
          Texts.format(
              "the time is over with %d operations and %d networks left. To go on:%n  %s",
              profiled.outcome().operationsLeft(),
              profiled.outcome().networksLeft(),
              commandLine()));
    }
  }
}
