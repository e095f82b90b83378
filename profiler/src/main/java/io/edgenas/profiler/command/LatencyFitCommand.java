package io.edgenas.profiler.command;

import io.edgenas.base.input.Check;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.ToolVersion;
import io.edgenas.console.ExitCode;
import io.edgenas.console.OutputOptions;
import io.edgenas.console.Texts;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.network.Network;
import io.edgenas.profile.Circumstances;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.command.option.TaskOptions;
import io.edgenas.profiler.command.table.Holdout;
import io.edgenas.profiler.command.table.MeasurementFile;
import io.edgenas.profiler.command.table.TimeUnitName;
import io.edgenas.profiler.command.table.UnitCheck;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a profile of measured subnets alone. */
@Command(
    name = "fit",
    description = {
      "Makes a device profile of subnets that any harness measured, for phones, browsers and boards"
          + " that the profiler does not reach. `edgenas arch --sample 60 --onnx DIR` writes models"
          + " and the table to fill in.",
      ""
    })
public final class LatencyFitCommand implements Callable<Integer> {
  private static final int MAX_ODD_SHOWN = 5;

  /** A measurement this many times off its prediction is more likely wrong than unusual. */
  private static final double ODD = 1.5;

  @Mixin private OutputOptions output;
  @Mixin private TaskOptions taskOptions;

  @Option(
      names = "--measurements",
      required = true,
      paramLabel = "CSV",
      description =
          "Columns arch, or ks,e,d,r as once-for-all's, and latency_ms (or latency_us, latency_s);"
              + " where known repeat_ms, p90_ms and runs.")
  private Path measurements;

  @Option(
      names = "--space",
      required = true,
      paramLabel = "SPACE",
      description = "The subnets' search space: a built-in name or a file.")
  private String space;

  @Option(
      names = "--device",
      required = true,
      paramLabel = "ID",
      description = "Id of the device, for example pixel-8.")
  private String device;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where profiles lie; the new one gets a folder of its own below.")
  private Path out;

  @Option(
      names = "--holdout",
      paramLabel = "SHARE",
      defaultValue = "" + Holdout.DEFAULT_SHARE,
      description =
          "Share of the subnets that judge the predictions instead of making them (default:"
              + " ${DEFAULT-VALUE}).")
  private double holdout;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides which subnets those are (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--provider",
      paramLabel = "P",
      defaultValue = "foreign",
      description = "What ran the models, for example xnnpack, webgpu (default: ${DEFAULT-VALUE}).")
  private String provider;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that computed (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "Images per run, all of which latency_ms is for (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--unit",
      paramLabel = "U",
      description =
          "Unit of latency_ms and the columns like it: ms, us or s. Given, it is taken as it is;"
              + " otherwise it is ms, and refused where no usual device is so fast or slow.")
  private String unit;

  @Override
  public Integer call() throws IOException {
    SearchSpace found = Spaces.find(space);
    Task task = taskOptions.task(found);
    Check.range("--holdout", holdout, Holdout.MIN_SHARE, Holdout.MAX_SHARE);
    Optional<TimeUnitName> stated = unit();
    MeasurementFile file = MeasurementFile.read(measurements, found, stated);
    file.notes().forEach(note -> output.note(measurements + ": " + note));
    if (file.empty() > 0) {
      output.note(file.empty() + " rows have no latency yet and are left out");
    }
    List<Role> roles = Holdout.roles(file.networks(), holdout, seed, measurements);
    DeviceProfile profile = profile(found, file, roles);
    UnitCheck.require(file, measurements, found, task, batch, stated.isPresent());
    AtomicFiles.requireWritableFolder(out);
    LatencyModel model = LatencyModels.of(profile, found);
    noteOdd(found, task, file.networks(), model);
    Path folder = ProfileFolder.write(out, profile);
    show(folder, profile, model);
    return ExitCode.DONE;
  }

  private Optional<TimeUnitName> unit() {
    if (unit == null) {
      return Optional.empty();
    }
    List<String> texts = TimeUnitName.texts();
    return Optional.of(TimeUnitName.values()[texts.indexOf(Check.oneOf("--unit", unit, texts))]);
  }

  private DeviceProfile profile(SearchSpace found, MeasurementFile file, List<Role> roles) {
    List<MeasurementFile.Measured> measured = file.networks();
    List<NetworkMeasurement> networks = new ArrayList<>();
    for (int i = 0; i < roles.size(); i++) {
      networks.add(
          new NetworkMeasurement(
              measured.get(i).arch(),
              taskOptions.classes(),
              taskOptions.channels(),
              roles.get(i),
              measured.get(i).latency(),
              measured.get(i).repeatUs(),
              List.of(),
              Optional.empty()));
    }
    String unknown = ProfileIdentity.UNKNOWN;
    ProfileIdentity identity =
        new ProfileIdentity(
            device,
            unknown,
            unknown,
            unknown,
            threads,
            unknown,
            provider,
            new TreeMap<>(),
            threads,
            Precision.FP32,
            batch,
            unknown,
            unknown);
    Map<String, String> notes = new TreeMap<>();
    notes.put("origin", "subnets measured elsewhere; cores are taken for threads");
    notes.put("measurements_sha256", file.sha256());
    notes.put("holdout", "share " + holdout + ", seed " + seed);
    if (unit != null) {
      notes.put(DeviceProfile.UNIT_STATED, file.unit().text());
    }
    Circumstances circumstances =
        new Circumstances(
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS),
            ToolVersion.get(),
            unknown,
            unknown,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            new TreeMap<>(notes));
    return new DeviceProfile(SpaceIdentity.of(found), identity, circumstances, List.of(), networks);
  }

  /** Names measurements that look like typing errors or mixed-up units. */
  private void noteOdd(
      SearchSpace found, Task task, List<MeasurementFile.Measured> measured, LatencyModel model) {
    int shown = 0;
    for (MeasurementFile.Measured one : measured) {
      Network network = found.lower(task, one.arch());
      if (shown == MAX_ODD_SHOWN || !model.missing(network).isEmpty()) {
        continue;
      }
      double ms = one.latency().medianUs() / 1e3;
      double predictedMs = model.predict(network).latencyMs();
      if (Math.max(ms / predictedMs, predictedMs / ms) > ODD) {
        output.note(
            Texts.format(
                "%s: measured %s where the others say %s: is it right, and its unit?",
                one.arch(), Texts.ms(ms), Texts.ms(predictedMs)));
        shown++;
      }
    }
  }

  private void show(Path folder, DeviceProfile profile, LatencyModel model) {
    int calibration = profile.networks(Role.CALIBRATION).size();
    int validation = profile.networks(Role.VALIDATION).size();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("profile", folder.toString());
    json.put("calibration", calibration);
    json.put("validation", validation);
    json.put("error", model.error().map(ErrorTexts::toJson).orElse(null));
    output.result(
        Texts.format(
            "%s: fitted on %d subnets, judged on %d%n%s",
            Texts.path(folder), calibration, validation, ErrorTexts.describe(model.error())),
        json);
  }
}
