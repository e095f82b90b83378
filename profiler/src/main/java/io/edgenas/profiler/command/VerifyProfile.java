package io.edgenas.profiler.command;

import io.edgenas.base.input.BadInputException;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.host.HomeProfile;
import io.edgenas.profiler.host.Host;
import io.edgenas.profiler.verify.Pace.Trust;
import io.edgenas.profiler.verify.UsualPace;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.file.Spaces;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code verify} takes from a profile that the user names.
 *
 * @param usual the state of the machine that the profile holds for; empty if it cannot be told
 * @param warning why not, where {@code usual} is empty
 */
record VerifyProfile(
    String deviceId, RuntimeConfig config, Optional<UsualPace> usual, Optional<String> warning) {

  /**
   * Reads a profile of this machine.
   *
   * @param given the configuration that was asked for besides
   * @throws BadInputException if it cannot be read, is of another machine or configuration, or of
   *     networks that exported files are not like
   */
  static VerifyProfile read(Path folder, Host host, Optional<RuntimeConfig> given) {
    DeviceProfile profile = ProfileFolder.read(folder);
    ProfileIdentity identity = profile.identity();
    if (identity.precision() != Precision.FP32 || identity.batch() != 1) {
      throw new BadInputException(
          "profile %s is of %s and batch %d, files are timed in fp32 and batch 1: name another"
              .formatted(profile.name(), identity.precision().text(), identity.batch()));
    }
    HomeProfile.requireHere(profile, host);
    RuntimeConfig config = HomeProfile.config(profile, host);
    if (given.isPresent() && !given.get().equals(config)) {
      throw new BadInputException(
          "profile %s is of the configuration %s, asked for are %s and %d threads: leave --provider,"
                  .formatted(
                      profile.name(),
                      identity.configuration(),
                      given.get().provider(),
                      given.get().threads())
              + " --provider-option and --threads out, or name a profile of these");
    }
    Optional<UsualPace> usual =
        space(profile).flatMap(space -> UsualPace.of(profile, space, Trust.CLAIMED));
    return new VerifyProfile(
        identity.deviceId(),
        config,
        usual,
        usual.isPresent()
            ? Optional.empty()
            : Optional.of(
                "profile "
                    + profile.name()
                    + " has no sentinel, or is not of a built-in space: judged as timed"));
  }

  /** Empty for spaces of others: the profile has their name only. */
  private static Optional<SearchSpace> space(DeviceProfile profile) {
    SpaceIdentity identity = profile.space();
    if (!Spaces.BUILT_IN.contains(identity.name())) {
      return Optional.empty();
    }
    SearchSpace space = Spaces.builtIn(identity.name());
    return SpaceIdentity.of(space).equals(identity) ? Optional.of(space) : Optional.empty();
  }
}
