package io.edgenas.cli.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileFolder;
import java.nio.file.Path;

/** A profile for choosing subnets that are exported: as these, of float32. */
public final class Fp32Profile {
  private Fp32Profile() {}

  /**
   * @throws BadInputException if the profile cannot be read or is of another precision
   */
  public static DeviceProfile read(Path folder) {
    DeviceProfile profile = ProfileFolder.read(folder);
    Precision precision = profile.identity().precision();
    if (precision != Precision.FP32) {
      throw new BadInputException(
          "profile %s is of %s, but subnets are exported, and their accuracy is known, in fp32"
                  .formatted(profile.name(), precision.text())
              + " only: give a profile measured with --precision fp32");
    }
    return profile;
  }
}
