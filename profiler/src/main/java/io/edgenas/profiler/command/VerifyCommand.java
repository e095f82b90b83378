package io.edgenas.profiler.command;

import io.edgenas.base.input.InputFile;
import io.edgenas.console.ExitCode;
import io.edgenas.console.OutputOptions;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profiler.command.option.DeviceIdOption;
import io.edgenas.profiler.command.option.RuntimeOptions;
import io.edgenas.profiler.host.Host;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.profiler.host.MeasuringLock;
import io.edgenas.profiler.verify.FileVerifier;
import io.edgenas.profiler.verify.FileVerifier.Request;
import io.edgenas.profiler.verify.FileVerifier.Verified;
import io.edgenas.profiler.verify.ForeignFileTimer;
import io.edgenas.profiler.verify.ModelVerifier;
import io.edgenas.profiler.verify.ModelVerifier.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times a file against its budget. */
@Command(
    name = "verify",
    description = {
      "Times an ONNX file on this machine, in the configuration that it was made for, until it is"
          + " clear whether its median latency keeps the budget; writes"
          + " <name>.<device-id>.verified.json beside it. The file runs in a process of its own, and"
          + " what it says about the machine is not believed.",
      ""
    })
public final class VerifyCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;
  @Mixin private RuntimeOptions runtime;
  @Mixin private DeviceIdOption device;

  @Option(names = "--model", required = true, paramLabel = "FILE", description = "The ONNX file.")
  private Path model;

  @Option(
      names = "--budget-ms",
      paramLabel = "X",
      description = "Latency allowed, in milliseconds (default: the one the file was made for).")
  private Double budgetMs;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "" + ModelVerifier.DEFAULT_SECONDS,
      description = "Time for a verdict (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--require-verified",
      description = "End with exit code 4 if no verdict was reached on the right device.")
  private boolean requireVerified;

  @Option(
      names = "--profile",
      paramLabel = "DIR",
      description =
          "A profile of this machine: gives the configuration, and the state of the machine that the"
              + " budget is for. The machine's state now is told from it by a sentinel that runs in"
              + " turns with the model; a verdict counts where it holds both as timed and corrected"
              + " for that, else it is undecided (default: judged as timed).")
  private Path profileFolder;

  @Override
  @SuppressWarnings("try")
  public Integer call() throws IOException {
    OptionalDouble budget =
        budgetMs == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(ModelVerifier.checkBudget(budgetMs));
    Duration limit = Duration.ofNanos((long) (1e9 * ModelVerifier.checkSeconds(seconds)));
    Optional<RuntimeConfig> given = runtime.given();
    InputFile.requireRegular(model);
    Host host = HostProbe.probe();
    Optional<VerifyProfile> profile =
        Optional.ofNullable(profileFolder).map(folder -> VerifyProfile.read(folder, host, given));
    profile.flatMap(VerifyProfile::warning).ifPresent(output::note);
    FileVerifier verifier =
        new FileVerifier(
            host,
            profile
                .map(VerifyProfile::deviceId)
                .filter(id -> !device.given())
                .orElse(device.of(host)),
            Clock.systemUTC(),
            new ForeignFileTimer());
    Optional<String> unwritable = verifier.unwritable(model);
    unwritable.ifPresent(
        why -> output.note("warning: the result will be shown, but not kept: " + why));
    Verified verified;
    try (MeasuringLock lock =
        MeasuringLock.acquire("verify --model " + model, Clock.systemUTC().instant())) {
      verified =
          verifier.verify(
              model,
              new Request(
                  given.or(() -> profile.map(VerifyProfile::config)),
                  profile.flatMap(VerifyProfile::usual),
                  budget,
                  limit));
    }
    output.result(VerdictText.of(verified), verified.json());
    verifier.write(verified); // Last: what cannot be written was shown.
    output.note("written: " + verifier.resultFile(model));
    return exitCode(verified.verification().verdict());
  }

  private int exitCode(Verdict verdict) {
    return switch (verdict) {
      case MISSED -> ExitCode.BUDGET_MISSED;
      case UNDECIDED, OTHER_DEVICE, MEASURED ->
          requireVerified ? ExitCode.UNVERIFIED : ExitCode.DONE;
      case MET -> ExitCode.DONE;
    };
  }
}
