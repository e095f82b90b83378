package io.edgenas.profiler.command.option;

import io.edgenas.profiler.host.Host;
import picocli.CommandLine.Option;

/** What the machine at hand is called: a mixin of the commands that measure on it. */
public final class DeviceIdOption {
  @Option(
      names = "--device",
      paramLabel = "ID",
      description = "Id of this device (default: made of the name of its board or CPU).")
  private String device;

  /** Whether an id was given. */
  public boolean given() {
    return device != null;
  }

  /** The id given, else the one that follows from the machine. */
  public String of(Host host) {
    return device == null ? host.defaultDeviceId() : device;
  }
}
