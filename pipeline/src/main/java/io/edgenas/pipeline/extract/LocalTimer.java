package io.edgenas.pipeline.extract;

import io.edgenas.onnx.runtime.OrtRuntime;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.host.HomeProfile;
import io.edgenas.profiler.host.Host;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.profiler.host.MeasuringLock;
import io.edgenas.profiler.verify.FileTimer;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import io.edgenas.profiler.verify.OwnFileTimer;
import io.edgenas.profiler.verify.Pace.Trust;
import io.edgenas.profiler.verify.UsualPace;
import io.edgenas.space.SearchSpace;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Times files in memory on this machine, in a profile's configuration: files that this process has
 * just exported, so it does so itself.
 */
public final class LocalTimer {
  private final RuntimeConfig config;
  private final Optional<UsualPace> usual;
  private final Duration limit;

  private LocalTimer(RuntimeConfig config, Optional<UsualPace> usual, Duration limit) {
    this.config = config;
    this.usual = usual;
    this.limit = limit;
  }

  /**
   * A timer for a profile, if this machine is the one that it was measured on, one image a run.
   *
   * @param trust whose measurement the profile is
   * @param limit time for each verdict
   * @throws io.edgenas.base.input.BadInputException if the profile asks for more threads than this
   *     machine has processors
   */
  public static Optional<LocalTimer> of(
      DeviceProfile profile, SearchSpace space, Trust trust, Duration limit) {
    ProfileIdentity identity = profile.identity();
    Host host = HostProbe.probe();
    if (!OrtRuntime.KNOWN_PROVIDERS.contains(identity.provider())
        || identity.batch() != 1
        || identity.cores() != host.cores()) {
      return Optional.empty();
    }
    RuntimeConfig config = HomeProfile.config(profile, host);
    ProfileIdentity here =
        host.identity(identity.deviceId(), config, identity.precision(), identity.batch());
    return identity.differences(here).isEmpty()
        ? Optional.of(new LocalTimer(config, UsualPace.of(profile, space, trust), limit))
        : Optional.empty();
  }

  /**
   * Times a file against a budget, as it is and in the state of the machine that the profile holds
   * for; alone on the machine.
   */
  @SuppressWarnings("try")
  public Verification time(byte[] onnx, String name, double budgetMs) throws IOException {
    try (MeasuringLock lock = MeasuringLock.acquire(name, Clock.systemUTC().instant())) {
      return new OwnFileTimer(System::nanoTime)
          .time(onnx, new FileTimer.Task(name, config, usual, OptionalDouble.of(budgetMs), limit));
    }
  }
}
