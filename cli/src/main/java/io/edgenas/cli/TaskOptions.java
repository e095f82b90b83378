package io.edgenas.cli;

import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Classes and channels, for commands that have neither a data set nor a supernet to tell them. */
final class TaskOptions {
  static final int DEFAULT_CLASSES = 1_000;
  static final int DEFAULT_CHANNELS = 3;

  private static final List<String> NAMES = List.of("--classes", "--channels");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "" + DEFAULT_CLASSES,
      description = "Number of classes (default: ${DEFAULT-VALUE}).")
  private int classes;

  @Option(
      names = "--channels",
      paramLabel = "N",
      defaultValue = "" + DEFAULT_CHANNELS,
      description = "Channels of the image, 1 or 3 (default: ${DEFAULT-VALUE}).")
  private int channels;

  /** The task at all resolutions of the space, with labels {@code class 0}, {@code class 1}... */
  Task task(SearchSpace space) {
    return Task.of(space, classes, channels);
  }

  /**
   * For commands where another option may tell classes and channels.
   *
   * @throws ParameterException if it does and they are given here too
   */
  void refuseBesides(String other) {
    ParseResult parsed = command.commandLine().getParseResult();
    for (String name : NAMES) {
      if (parsed.hasMatchedOption(name)) {
        throw new ParameterException(
            command.commandLine(), name + " is not allowed with " + other + ", which tells it");
      }
    }
  }
}
