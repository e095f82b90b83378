package io.edgenas.profiler.command;

import io.edgenas.profiler.FileVerifier;
import io.edgenas.profiler.FileVerifier.Verified;
import io.edgenas.profiler.ModelVerifier;
import io.edgenas.profiler.ModelVerifier.Verdict;
import io.edgenas.profiler.ModelVerifier.Verification;
import io.edgenas.profiler.host.Host;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.profiler.host.MeasuringLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
          + " <name>.<device-id>.verified.json beside it.",
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

  @Override
  @SuppressWarnings("try")
  public Integer call() throws IOException {
    OptionalDouble budget =
        budgetMs == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(ModelVerifier.checkBudget(budgetMs));
    Duration limit = Duration.ofNanos((long) (1e9 * ModelVerifier.checkSeconds(seconds)));
    Host host = HostProbe.probe();
    FileVerifier verifier =
        new FileVerifier(host, device.of(host), Clock.systemUTC(), System::nanoTime);
    Verified verified;
    try (MeasuringLock lock =
        MeasuringLock.acquire("verify --model " + model, Clock.systemUTC().instant())) {
      verified = verifier.verify(model, runtime.given(), budget, limit);
    }
    output.result(describe(verified), verified.json());
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

  private static String describe(Verified verified) {
    Verification v = verified.verification();
    String budget =
        v.budgetMs().isPresent() ? ", budget " + Texts.ms(v.budgetMs().getAsDouble()) : "";
    return Texts.format(
        "%s: %s%s%n  median %s (95 %% interval %s to %s), p90 %s, %d runs on %s (%s)%s%s",
        verified.file(),
        v.verdict().text(),
        budget,
        Texts.ms(v.medianMs()),
        Texts.ms(v.intervalMs().low()),
        Texts.ms(v.intervalMs().high()),
        Texts.ms(v.p90Ms()),
        v.runs(),
        verified.identity().deviceId(),
        verified.configuration(),
        v.slowness() == 1
            ? ""
            : Texts.format(
                "%n  the machine took %.2f times as long for the sentinel as in the profile: the"
                    + " latencies are given without that",
                v.slowness()),
        verified.reason().map(reason -> Texts.format("%n  ") + reason).orElse(""));
  }
}
