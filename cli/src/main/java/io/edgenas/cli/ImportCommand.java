package io.edgenas.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code edgenas import}: the group of commands that take in what others made. */
@Command(
    name = "import",
    description = "Takes in what others measured or trained.",
    subcommands = {
      ImportLatencyTableCommand.class,
      ImportSupernetCommand.class,
      ImportArchitectureCommand.class
    })
final class ImportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "give latency-table FILES, supernet FILE or architecture FILES");
  }
}
