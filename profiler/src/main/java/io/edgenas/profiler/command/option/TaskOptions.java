package io.edgenas.profiler.command.option;

import io.edgenas.base.input.Check;
import io.edgenas.profiler.ProfileRequest;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import picocli.CommandLine.Option;

/** Classes and channels, for commands that have neither a data set nor a supernet to tell them. */
public final class TaskOptions {
  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "" + ProfileRequest.DEFAULT_CLASSES,
      description = "Number of classes (default: ${DEFAULT-VALUE}).")
  private int classes;

  @Option(
      names = "--channels",
      paramLabel = "N",
      defaultValue = "" + ProfileRequest.DEFAULT_CHANNELS,
      description = "Channels of the image, 1 or 3 (default: ${DEFAULT-VALUE}).")
  private int channels;

  public int classes() {
    return classes;
  }

  public int channels() {
    return channels;
  }

  /** The task at all resolutions of the space, with labels {@code class 0}, {@code class 1}... */
  public Task task(SearchSpace space) {
    return Check.input(() -> Task.of(space, classes, channels));
  }
}
