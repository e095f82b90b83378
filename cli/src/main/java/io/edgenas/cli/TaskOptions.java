package io.edgenas.cli;

import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import picocli.CommandLine.Option;

/** Classes and channels, for commands that have neither a data set nor a supernet to tell them. */
final class TaskOptions {
  static final int DEFAULT_CLASSES = 1_000;
  static final int DEFAULT_CHANNELS = 3;

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
}
