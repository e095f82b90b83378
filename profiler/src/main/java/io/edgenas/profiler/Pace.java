package io.edgenas.profiler;

import io.edgenas.runtime.RuntimeConfig;
import io.edgenas.space.SearchSpace;

/**
 * How fast the machine is, against the state of it that a profile holds for: its sentinel, and what
 * the sentinel took in the profile.
 *
 * @param usualUs latency of the sentinel in the profile, in microseconds
 */
public record Pace(Workbench.Loaded sentinel, double usualUs) implements AutoCloseable {
  private static final long SEED = 1;

  /**
   * The pace of a profile of a space, in float32, to be measured here; the caller closes it.
   *
   * @param usualUs see {@link io.edgenas.profile.Circumstances#sentinelUs}
   */
  public static Pace of(SearchSpace space, double usualUs, RuntimeConfig config) {
    return new Pace(new OnnxWorkbench(config, 1, SEED).load(ReferenceSubnet.of(space)), usualUs);
  }

  @Override
  public void close() {
    sentinel.close();
  }
}
