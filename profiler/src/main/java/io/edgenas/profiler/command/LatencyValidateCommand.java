package io.edgenas.profiler.command;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.statistics.Quantiles;
import io.edgenas.console.CommandFailure;
import io.edgenas.console.ExitCode;
import io.edgenas.console.Interruption;
import io.edgenas.console.OutputOptions;
import io.edgenas.console.Texts;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.ModelError;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.network.Arch;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.PredictionCheck;
import io.edgenas.profiler.PredictionCheck.Checked;
import io.edgenas.profiler.PredictionCheck.Result;
import io.edgenas.profiler.command.option.OrtLibraryOption;
import io.edgenas.profiler.command.option.ProfileOptions;
import io.edgenas.profiler.command.option.TaskOptions;
import io.edgenas.profiler.command.table.ArchFile;
import io.edgenas.profiler.host.HostLimits;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.profiler.host.MeasuringLock;
import io.edgenas.profiler.measure.StoppedException;
import io.edgenas.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges the predictions of a profile. */
@Command(
    name = "validate",
    description = {
      "Says how far a profile's predictions are off: on its validation networks or, on --measure,"
          + " or --arch-file, on subnets that are measured now, on the profile's own device.",
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
      names = "--arch-file",
      paramLabel = "FILE",
      description =
          "Measure these, as far as the profile has not seen them: a CSV file with a column arch, or"
              + " columns ks,e,d,r.")
  private Path archFile;

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

  @Option(
      names = "--allow-provider-files",
      description =
          "Measure although provider options in the profile name files or folders, which the"
              + " provider may load or write.")
  private boolean allowProviderFiles;

  @Override
  public Integer call() throws IOException {
    library.choose();
    DeviceProfile read = profile.read();
    SearchSpace space = profile.space(read);
    LatencyModel model = LatencyModels.of(read, space);
    if (networks == null && archFile == null) {
      if (record || resolutions != null || minutes != null) {
        throw new BadInputException(
            "--record, --resolutions and --minutes need --measure N or --arch-file: without them"
                + " nothing is measured");
      }
      show(model.error());
      return ExitCode.DONE;
    }
    if (networks != null && archFile != null) {
      throw new BadInputException("--measure and --arch-file exclude each other: give one");
    }
    requireHarmless(read.identity());
    PredictionCheck check =
        new PredictionCheck(
            read,
            space,
            task.classes(),
            task.channels(),
            resolutions == null ? space.resolutions() : resolutions,
            HostProbe.probe(),
            System::nanoTime);
    List<Arch> archs = archs(check, space);
    double allowed = minutes == null ? archs.size() * SECONDS_PER_NETWORK / 60 : minutes;
    Check.range("--minutes", allowed, 0.001, 60 * 24 * 30);
    output.note("as in the profile: " + configuration(read.identity()));
    return measure(check, model, archs, Duration.ofMillis(Math.round(60e3 * allowed)));
  }

  /** What the profile, which may be a stranger's, makes this machine do. */
  private static String configuration(ProfileIdentity identity) {
    return "provider "
        + identity.provider()
        + (identity.providerOptions().isEmpty() ? "" : " with " + identity.providerOptions())
        + ", "
        + identity.threads()
        + " threads, batch "
        + identity.batch();
  }

  private void requireHarmless(ProfileIdentity identity) {
    List<String> files = HostLimits.optionsThatNameFiles(identity);
    if (!files.isEmpty() && !allowProviderFiles) {
      throw new BadInputException(
          "provider options of the profile name files, which the provider may load or write: "
              + files
              + "; if the profile is yours, give --allow-provider-files");
    }
  }

  private List<Arch> archs(PredictionCheck check, SearchSpace space) {
    if (networks != null) {
      return check.draw(Check.range("--measure", networks, 1, MAX_NETWORKS), seed);
    }
    List<Arch> unseen = check.unseen(ArchFile.read(archFile, space));
    if (unseen.isEmpty()) {
      throw new BadInputException(
          archFile + " has no subnet that the profile has not seen: nothing can be judged on it");
    }
    Check.range("number of subnets in " + archFile, unseen.size(), 1, MAX_NETWORKS);
    return unseen;
  }

  @SuppressWarnings("try")
  private int measure(PredictionCheck check, LatencyModel model, List<Arch> archs, Duration limit)
      throws IOException {
    try (Interruption interruption = Interruption.listen();
        MeasuringLock lock =
            MeasuringLock.acquire(
                "latency validate --profile " + profile.folder(), Clock.systemUTC().instant())) {
      Result result;
      output.note(Texts.format("measuring %d subnets for %s", archs.size(), Texts.time(limit)));
      try (ProgressDisplay display =
          ProgressDisplay.open(output.err(), System::nanoTime, "validate")) {
        result = check.measure(model, archs, limit, seed, display, interruption::requested);
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
      output.note(describe(result));
      showBound(checked);
      show(Optional.of(ModelError.of(checked.stream().map(Checked::pair).toList())));
      if (record && result.corrected()) {
        check.record(profile.folder(), checked);
      } else if (record) {
        output.note("nothing was recorded: it is not of the state that the profile holds for");
      }
      return ExitCode.DONE;
    }
  }

  private static String describe(Result result) {
    return Texts.format(
        "the machine took %.2f times as long for the sentinel as in the profile; %s",
        result.slowness(),
        result.corrected()
            ? "what was measured is given without that"
            : "that is too far to be corrected, so what was measured is given as it is: profile this"
                + " machine again");
  }

  /** How often a run, which is one round, kept the bound that was predicted for its subnet. */
  private void showBound(List<Checked> checked) {
    int pairs = 0;
    int kept = 0;
    List<Double> factors = new ArrayList<>();
    for (Checked one : checked) {
      if (one.upperMs().isEmpty()) {
        return;
      }
      double upperUs = 1e3 * one.upperMs().getAsDouble();
      factors.add(upperUs / one.pair().predictedUs());
      for (double us : one.row().roundMediansUs()) {
        pairs++;
        kept += us <= upperUs ? 1 : 0;
      }
    }
    output.note(
        Texts.format(
            "the 95 %% bound held in %d of %d runs (%.1f %%); bound over prediction %.3f in"
                + " the median",
            kept,
            pairs,
            100.0 * kept / pairs,
            Quantiles.upperMedian(factors.stream().mapToDouble(factor -> factor).toArray())));
  }

  private void show(Checked checked) {
    double predictedMs = checked.pair().predictedUs() / 1e3;
    double measuredMs = checked.pair().measuredUs() / 1e3;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("arch", checked.row().arch().toString());
    json.put("latency_ms", predictedMs);
    json.put("upper_ms", checked.upperMs().isPresent() ? checked.upperMs().getAsDouble() : null);
    json.put("measured_ms", measuredMs);
    OptionalDouble repeatUs = checked.pair().repeatUs();
    json.put("repeat_ms", repeatUs.isPresent() ? repeatUs.getAsDouble() / 1e3 : null);
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
