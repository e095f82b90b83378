package io.edgenas.profiler.command.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.profile.DeviceProfile;
import picocli.CommandLine.Option;

/** A mixin of the commands that choose subnets by a profile, which an emulator's is not fit for. */
public final class EmulatedOption {
  @Option(
      names = "--allow-emulated",
      description = "Take a profile of an emulated machine, whose latencies no device has.")
  private boolean allowed;

  /**
   * @return {@code profile}
   * @throws BadInputException if it is an emulator's and that was not allowed
   */
  public DeviceProfile check(DeviceProfile profile) {
    if (profile.identity().emulated() && !allowed) {
      throw new BadInputException(
          "the profile of %s was measured on %s: its latencies are the emulator's; profile the device"
                  .formatted(profile.identity().deviceId(), profile.identity().architecture())
              + " itself, or give --allow-emulated to try things out");
    }
    return profile;
  }
}
