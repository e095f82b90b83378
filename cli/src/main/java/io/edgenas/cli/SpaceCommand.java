package io.edgenas.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code edgenas space}: the group of commands about search spaces. */
@Command(
    name = "space",
    description = "Search spaces: what may be chosen.",
    subcommands = {SpaceListCommand.class, SpaceShowCommand.class})
final class SpaceCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give list or show SPACE");
  }
}
