package io.edgenas.pipeline.extract;

import io.edgenas.base.input.BadInputException;
import io.edgenas.latency.LatencyModel;
import io.edgenas.network.Arch;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Says at which resolutions a profile covers a space: where one of its smallest, its largest and
 * some random subnets can be predicted.
 *
 * @param covered in order; at least one
 * @param leftOut the others, in order
 */
public record Coverage(List<Integer> covered, List<Integer> leftOut, String profile) {
  private static final int RANDOM = 20;
  private static final long SEED = 1;

  public Coverage {
    covered = List.copyOf(covered);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Looks at some resolutions.
   *
   * @throws BadInputException if none is covered
   */
  public static Coverage of(
      SearchSpace space, Task task, List<Integer> resolutions, LatencyModel latency) {
    List<Integer> covered = new ArrayList<>();
    List<Integer> leftOut = new ArrayList<>();
    for (int resolution : resolutions) {
      (covers(space, task, resolution, latency) ? covered : leftOut).add(resolution);
    }
    if (covered.isEmpty()) {
      throw new BadInputException(
          "profile "
              + latency.profile()
              + " covers none of the resolutions "
              + resolutions
              + ": profile the device for this space, or choose resolutions that were measured");
    }
    return new Coverage(covered, leftOut, latency.profile());
  }

  private static boolean covers(
      SearchSpace space, Task task, int resolution, LatencyModel latency) {
    ArchVariation variation = new ArchVariation(space, List.of(resolution));
    SplittableRandom random = new SplittableRandom(SEED);
    List<Arch> tried = new ArrayList<>();
    tried.add(space.smallest().withResolution(resolution));
    tried.add(space.largest().withResolution(resolution));
    for (int i = 0; i < RANDOM; i++) {
      tried.add(variation.sample(random));
    }
    return tried.stream().anyMatch(arch -> latency.missing(space.lower(task, arch)).isEmpty());
  }

  /** What a person should know of what is left out; empty if nothing is. */
  public Optional<String> note() {
    return leftOut.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "profile "
                + profile
                + " does not cover resolution "
                + String.join(", ", leftOut.stream().map(String::valueOf).toList())
                + ": left out of the search, which goes through "
                + covered);
  }
}
