package io.edgenas.profiler.command.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.file.Spaces;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A device profile and the space it is of: a mixin of the commands that predict. */
public final class ProfileOptions {
  @Option(
      names = "--profile",
      required = true,
      paramLabel = "DIR",
      description = "The folder of a device profile, or one above that holds exactly one.")
  private Path profile;

  @Option(
      names = "--space",
      paramLabel = "SPACE",
      description =
          "The profile's search space: a name or a file (default: the built-in of its name).")
  private String space;

  /** Returns the folder in which the profile was said to be. */
  public Path folder() {
    return profile;
  }

  /** Reads the profile. */
  public DeviceProfile read() {
    return ProfileFolder.read(profile);
  }

  /**
   * The space of {@code read}.
   *
   * @throws BadInputException if none was given and none of that name is built in
   */
  public SearchSpace space(DeviceProfile read) {
    if (space != null) {
      return Spaces.find(space);
    }
    String name = read.space().name();
    if (!Spaces.BUILT_IN.contains(name)) {
      throw new BadInputException(
          "the profile's space " + name + " is not built in: give its file with --space");
    }
    return Spaces.builtIn(name);
  }

  /** The model of {@code read}. */
  public LatencyModel model(DeviceProfile read) {
    return LatencyModels.of(read, space(read));
  }
}
