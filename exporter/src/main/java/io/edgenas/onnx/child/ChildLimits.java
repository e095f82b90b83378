package io.edgenas.onnx.child;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a child process may use for one file; beyond any of these it is killed.
 *
 * @param load longest time for loading a model, once the process is there
 * @param run longest time for running one once
 * @param memoryBytes most memory, resident, of the whole process; watched on Linux only
 */
public record ChildLimits(Duration load, Duration run, long memoryBytes) {
  private static final long MOST_MEMORY = 6L << 30;
  private static final double SHARE_OF_MACHINE = 0.75;

  /**
   * A minute to load, a minute for a run; 6 GiB of memory, but at most three quarters of what the
   * machine has. The largest model that is read takes less than a third of this.
   */
  public static final ChildLimits DEFAULT =
      new ChildLimits(
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Math.min(
              MOST_MEMORY,
              (long)
                  (SHARE_OF_MACHINE
                      * ProcessMemory.kiB(Path.of("/proc/meminfo"), "MemTotal:")
                          .orElse(MOST_MEMORY >> 10)
                      * 1024)));

  /**
   * @throws IllegalArgumentException unless all are above 0
   */
  public ChildLimits {
    if (load.toMillis() <= 0 || run.toMillis() <= 0 || memoryBytes <= 0) {
      throw new IllegalArgumentException("limits must be above 0: " + load + " " + run);
    }
  }
}
