package io.edgenas.pipeline.extract;

import io.edgenas.profile.DeviceProfile;
import java.util.Optional;

/**
 * What subnets are made for: a device, with what searches for it.
 *
 * @param timer for this machine; empty if the profile is of another
 */
public record Target(SubnetSearch search, DeviceProfile profile, Optional<LocalTimer> timer) {}
