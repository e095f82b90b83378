package io.edgenas.cli;

import io.edgenas.cli.text.SpaceSummary;
import io.edgenas.console.OutputOptions;
import io.edgenas.profiler.command.option.TaskOptions;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.file.Spaces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code edgenas space show SPACE}. */
@Command(
    name = "show",
    description =
        "The choices of a space, its number of subnets, its range of MACs and parameters.")
final class SpaceShowCommand implements Runnable {
  @Mixin private OutputOptions output;
  @Mixin private TaskOptions task;

  @Parameters(paramLabel = "SPACE", description = "Name of a built-in space, or a space file.")
  private String space;

  @Override
  public void run() {
    SearchSpace found = Spaces.find(space);
    SpaceSummary summary = SpaceSummary.of(found, task.task(found));
    output.result(String.join("\n", summary.details()), summary.toDetailedJson());
  }
}
