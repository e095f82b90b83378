package io.edgenas.profiler.verify;

import io.edgenas.base.input.Check;
import io.edgenas.base.output.Sha256;
import io.edgenas.network.RandomWeights;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profiler.ReferenceSubnet;
import io.edgenas.profiler.TimedModel;
import io.edgenas.profiler.verify.Pace.Trust;
import io.edgenas.space.SearchSpace;
import java.util.Optional;
import java.util.OptionalDouble;

/** The sentinel of a profile as a file that can be loaded, and what it took in the profile. */
public final class UsualPace {
  private static final long SEED = 1;

  private final byte[] sentinel;
  private final double usualUs;
  private final Trust trust;

  UsualPace(byte[] sentinel, double usualUs, Trust trust) {
    this.sentinel = sentinel;
    this.usualUs = Check.positive("sentinel_us", usualUs);
    this.trust = trust;
  }

  /**
   * The pace of a profile of float32 networks, one image a run.
   *
   * @param space the profile's
   * @param trust whose measurement the profile is
   * @return empty if the profile has no sentinel
   */
  public static Optional<UsualPace> of(DeviceProfile profile, SearchSpace space, Trust trust) {
    OptionalDouble usualUs = profile.circumstances().sentinelUs();
    return usualUs.isPresent()
        ? Optional.of(new UsualPace(sentinelOf(space), usualUs.getAsDouble(), trust))
        : Optional.empty();
  }

  private static byte[] sentinelOf(SearchSpace space) {
    return new Float32Emitter()
        .network(
            ReferenceSubnet.of(space), new RandomWeights(SEED), EmitOptions.DEFAULT.withBatch(1));
  }

  /** The sentinel, loaded; the caller closes it. */
  TimedModel load(RuntimeConfig config) {
    return TimedModel.of(
        OnnxModel.load(sentinel, "the sentinel", config), Sha256.of(sentinel), SEED);
  }

  Pace pace(TimedModel loaded) {
    return new Pace(loaded, usualUs, trust);
  }

  /** The sentinel as an ONNX file; not to be changed. */
  byte[] sentinel() {
    return sentinel;
  }

  double usualUs() {
    return usualUs;
  }

  Trust trust() {
    return trust;
  }
}
