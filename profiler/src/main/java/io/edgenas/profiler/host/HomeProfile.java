package io.edgenas.profiler.host;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.ProfileIdentity;

/** A profile as a configuration to measure in on the machine at hand. */
public final class HomeProfile {
  private HomeProfile() {}

  /**
   * How models are run as the profile's were.
   *
   * @throws BadInputException if nobody knows the profile's provider, or it asks for more threads
   *     than this machine has processors
   */
  public static RuntimeConfig config(DeviceProfile profile, Host host) {
    ProfileIdentity identity = profile.identity();
    if (identity.threads() > host.cores()) {
      throw new BadInputException(
          "profile %s asks for %d threads, this machine has %d processors: profile it with --threads"
                  .formatted(Check.shown(profile.name()), identity.threads(), host.cores())
              + " of at most as many");
    }
    return new RuntimeConfig(identity.provider(), identity.providerOptions(), identity.threads());
  }

  /**
   * Makes sure that a profile was measured on this machine.
   *
   * @throws BadInputException naming the field that differs
   */
  public static void requireHere(DeviceProfile profile, Host host) {
    ProfileIdentity wanted = profile.identity();
    ProfileIdentity here =
        host.identity(wanted.deviceId(), config(profile, host), wanted.precision(), wanted.batch());
    for (ProfileIdentity.Difference difference : wanted.differences(here)) {
      throw new BadInputException(
          "profile "
              + profile.name()
              + " was measured on another machine: its "
              + Check.shown(difference.toString())
              + " as here; name one that was measured on this machine");
    }
  }
}
