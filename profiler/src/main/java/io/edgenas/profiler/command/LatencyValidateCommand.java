package io.edgenas.profiler.command;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.LatencyModels;
import io.edgenas.latency.ModelError;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profiler.PredictionCheck;
import io.edgenas.profiler.PredictionCheck.Checked;
import io.edgenas.profiler.PredictionCheck.Result;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.profiler.host.MeasuringLock;
import io.edgenas.profiler.measure.StoppedException;
import io.edgenas.space.SearchSpace;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges the predictions of a profile. */
@Command(
    name = "validate",
    description = {
      "Says how far a profile's predictions are off: on its validation networks or, on --measure,"
          + " on random subnets that are measured now, on the profile's own device.",
      ""
    })
public final class LatencyValidateCommand implements Callable<Integer> {
  private static final int MAX_NETWORKS = 10_000;
  private static final double SECONDS_PER_NETWORK = 4;

  @Mixin private OutputOptions output;
  @Mixin private OrtLibraryOption library;
  @Mixin private ProfileOptions profile;
  @Mixin private TaskOptions task;

  @Option(
      names = "--measure",
      paramLabel = "N",
      description = "Measure N subnets that the profile has not seen.")
  private Integer networks;

  @Option(
      names = "--resolutions",
      paramLabel = "R",
      split = ",",
      description = "Resolutions of the subnets to measure (default: all of the space's).")
  private List<Integer> resolutions;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Time for measuring (default: 4 seconds a subnet).")
  private Double minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1001",
      description = "Decides which subnets (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--record",
      description = "Append what was measured to the profile as validation networks.")
  private boolean record;

  @Override
  public Integer call() throws IOException {
    library.choose();
    DeviceProfile read = profile.read();
    SearchSpace space = profile.space(read);
    LatencyModel model = LatencyModels.of(read, space);
    if (networks == null) {
      if (record || resolutions != null || minutes != null) {
        throw new BadInputException(
            "--record, --resolutions and --minutes need --measure N: without it nothing is measured");
      }
      show(model.error());
      return ExitCode.DONE;
    }
    Check.range("--measure", networks, 1, MAX_NETWORKS);
    double allowed = minutes == null ? networks * SECONDS_PER_NETWORK / 60 : minutes;
    Check.range("--minutes", allowed, 0.001, 60 * 24 * 30);
    PredictionCheck check =
        new PredictionCheck(
            read,
            space,
            task.classes(),
            task.channels(),
            resolutions == null ? space.resolutions() : resolutions,
            HostProbe.probe(),
            System::nanoTime);
    return measure(check, model, Duration.ofMillis(Math.round(60e3 * allowed)));
  }

  @SuppressWarnings("try")
  private int measure(PredictionCheck check, LatencyModel model, Duration limit)
      throws IOException {
    try (Interruption interruption = Interruption.listen();
        MeasuringLock lock =
            MeasuringLock.acquire(
                "latency validate --profile " + profile.folder(), Clock.systemUTC().instant())) {
      Result result;
      output.note(Texts.format("measuring %d subnets for %s", networks, Texts.time(limit)));
      try (ProgressDisplay display =
          ProgressDisplay.open(output.err(), System::nanoTime, "validate")) {
        result = check.measure(model, networks, limit, seed, display, interruption);
      } catch (StoppedException e) {
        output.note("interrupted: nothing was recorded");
        return ExitCode.INTERRUPTED;
      }
      List<Checked> checked = result.checked();
      if (checked.isEmpty()) {
        throw new CommandFailure(
            ExitCode.FAILED, "the time was over before a subnet was measured: give more --minutes");
      }
      checked.forEach(this::show);
      output.note(
          Texts.format(
              "the machine took %.2f times as long for the sentinel as in the profile; what was"
                  + " measured is given without that",
              result.slowness()));
      show(Optional.of(ModelError.of(checked.stream().map(Checked::pair).toList())));
      if (record) {
        check.record(profile.folder(), checked);
      }
      return ExitCode.DONE;
    }
  }

  private void show(Checked checked) {
    double predictedMs = checked.pair().predictedUs() / 1e3;
    double measuredMs = checked.pair().measuredUs() / 1e3;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("arch", checked.row().arch().toString());
    json.put("latency_ms", predictedMs);
    json.put("upper_ms", checked.upperMs().isPresent() ? checked.upperMs().getAsDouble() : null);
    json.put("measured_ms", measuredMs);
    json.put("repeat_ms", checked.pair().repeatUs().orElseThrow() / 1e3);
    output.result(
        Texts.format(
            "%s  predicted %s, measured %s, %+.1f %%",
            checked.row().arch(),
            Texts.ms(predictedMs),
            Texts.ms(measuredMs),
            100 * (predictedMs / measuredMs - 1)),
        json);
  }

  private void show(Optional<ModelError> error) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("error", error.map(ErrorTexts::toJson).orElse(null));
    output.result(ErrorTexts.describe(error), json);
  }
}
