package io.edgenas.cli.job;

import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.ModelVerifier;
import io.edgenas.profiler.ModelVerifier.Verification;
import io.edgenas.profiler.Pace;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.profiler.host.MeasuringLock;
import io.edgenas.runtime.OnnxModel;
import io.edgenas.runtime.OrtRuntime;
import io.edgenas.runtime.PreparedRun;
import io.edgenas.runtime.RuntimeConfig;
import io.edgenas.space.SearchSpace;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Times files in memory on this machine, in a profile's configuration. */
public final class LocalTimer {
  private static final long INPUT_SEED = 1;

  private final RuntimeConfig config;
  private final SearchSpace space;
  private final OptionalDouble sentinelUs;
  private final Duration limit;

  private LocalTimer(
      RuntimeConfig config, SearchSpace space, OptionalDouble sentinelUs, Duration limit) {
    this.config = config;
    this.space = space;
    this.sentinelUs = sentinelUs;
    this.limit = limit;
  }

  /**
   * A timer for a profile, if this machine is the one that it was measured on.
   *
   * @param limit time for each verdict
   */
  public static Optional<LocalTimer> of(DeviceProfile profile, SearchSpace space, Duration limit) {
    ProfileIdentity identity = profile.identity();
    if (!OrtRuntime.KNOWN_PROVIDERS.contains(identity.provider())) {
      return Optional.empty();
    }
    RuntimeConfig config =
        new RuntimeConfig(identity.provider(), identity.providerOptions(), identity.threads());
    ProfileIdentity here =
        HostProbe.probe()
            .identity(identity.deviceId(), config, identity.precision(), identity.batch());
    return identity.differences(here).isEmpty()
        ? Optional.of(new LocalTimer(config, space, profile.circumstances().sentinelUs(), limit))
        : Optional.empty();
  }

  /**
   * Times a file against a budget, in the state of the machine that the profile holds for; alone on
   * the machine.
   */
  @SuppressWarnings("try")
  public Verification time(byte[] onnx, String name, double budgetMs) throws IOException {
    try (MeasuringLock lock = MeasuringLock.acquire(name, Clock.systemUTC().instant());
        OnnxModel model = OnnxModel.load(onnx, name, config);
        PreparedRun run = model.prepare(1)) {
      run.setInput(noise(model.inputShape().stream().skip(1).reduce(1, Math::multiplyExact)));
      Optional<Pace> pace =
          sentinelUs.isPresent()
              ? Optional.of(Pace.of(space, sentinelUs.getAsDouble(), config))
              : Optional.empty();
      try {
        return new ModelVerifier(System::nanoTime)
            .verify(run::run, pace, OptionalDouble.of(budgetMs), limit);
      } finally {
        pace.ifPresent(Pace::close);
      }
    }
  }

  /** Values like those of normalised images: zeros may be faster than what an app gives. */
  private static float[] noise(int size) {
    RandomGenerator random = new SplittableRandom(INPUT_SEED);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
