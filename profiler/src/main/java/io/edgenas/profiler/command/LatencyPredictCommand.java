package io.edgenas.profiler.command;

import io.edgenas.console.ExitCode;
import io.edgenas.console.OutputOptions;
import io.edgenas.console.Texts;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.Prediction;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.network.Arch;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profiler.command.option.ArchArgument;
import io.edgenas.profiler.command.option.ProfileOptions;
import io.edgenas.profiler.command.option.TaskOptions;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Predicts the latency of architectures. */
@Command(
    name = "predict",
    description = {"Predicts the latency of architectures on the device of a profile.", ""})
public final class LatencyPredictCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;
  @Mixin private ProfileOptions profile;
  @Mixin private TaskOptions task;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private ArchArgument archs;

  @Override
  public Integer call() {
    DeviceProfile read = profile.read();
    SearchSpace space = profile.space(read);
    LatencyModel model = LatencyModels.of(read, space);
    Task forTask = task.task(space);
    for (Arch arch : archs.archs(space)) {
      show(arch, model.predict(space.lower(forTask, arch)));
    }
    if (!output.json()) {
      output.note(ErrorTexts.describe(model.error()));
    }
    return ExitCode.DONE;
  }

  private void show(Arch arch, Prediction prediction) {
    boolean bounded = prediction.upperMs().isPresent();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("arch", arch.toString());
    json.put("latency_ms", prediction.latencyMs());
    json.put("upper_ms", bounded ? prediction.upperMs().getAsDouble() : null);
    json.put("coverage", prediction.coverage());
    output.result(
        Texts.format(
            "%s  %s, %s",
            arch,
            Texts.ms(prediction.latencyMs()),
            bounded ? "at most " + Texts.ms(prediction.upperMs().getAsDouble()) : "unvalidated"),
        json);
  }
}
