package io.edgenas.profiler.command;

import io.edgenas.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What a device profile says about architectures. */
@Command(
    name = "latency",
    description = {
      "Predicts latencies from a device profile, judges the predictions, makes profiles of measured"
          + " subnets, and checks tables.",
      ""
    },
    subcommands = {
      LatencyPredictCommand.class,
      LatencyValidateCommand.class,
      LatencyFitCommand.class,
      LatencyLintCommand.class
    })
public final class LatencyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Shows which sub-commands there are where none was given. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.BAD_INPUT;
  }
}
