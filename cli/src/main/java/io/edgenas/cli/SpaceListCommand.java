package io.edgenas.cli;

import io.edgenas.cli.text.SpaceSummary;
import io.edgenas.console.OutputOptions;
import io.edgenas.profiler.command.option.TaskOptions;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.file.Spaces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code edgenas space list}. */
@Command(name = "list", description = "The built-in search spaces, one a line.")
final class SpaceListCommand implements Runnable {
  @Mixin private OutputOptions output;
  @Mixin private TaskOptions task;

  @Override
  public void run() {
    output.text(SpaceSummary.HEADER);
    for (String name : Spaces.BUILT_IN) {
      SearchSpace space = Spaces.builtIn(name);
      SpaceSummary summary = SpaceSummary.of(space, task.task(space));
      output.result(summary.line(), summary.toJson());
    }
  }
}
