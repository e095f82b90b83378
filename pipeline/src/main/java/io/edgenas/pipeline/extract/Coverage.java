package io.edgenas.pipeline.extract;

import io.edgenas.base.input.BadInputException;
import io.edgenas.latency.LatencyModel;
import io.edgenas.network.Arch;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Says at which resolutions profiles cover a space: where one of its smallest, its largest and some
 * random subnets can be predicted.
 *
 * @param covered by every profile, in order; at least one
 * @param gaps the others, by the profile that does not cover them
 */
public record Coverage(List<Integer> covered, List<Gap> gaps) {
  private static final int RANDOM = 20;
  private static final long SEED = 1;

  public Coverage {
    covered = List.copyOf(covered);
    gaps = List.copyOf(gaps);
  }

  /**
   * Resolutions that a profile does not cover.
   *
   * @param leftOut in order; at least one
   */
  public record Gap(String profile, List<Integer> leftOut) {
    public Gap {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * Looks at some resolutions.
   *
   * @param latencies the models of the profiles
   * @throws BadInputException if a profile covers none of those that the ones before it cover
   */
  public static Coverage of(
      SearchSpace space, Task task, List<Integer> resolutions, List<LatencyModel> latencies) {
    List<Integer> covered = resolutions;
    List<Gap> gaps = new ArrayList<>();
    for (LatencyModel latency : latencies) {
      Map<Boolean, List<Integer>> parts =
          covered.stream()
              .collect(Collectors.partitioningBy(each -> covers(space, task, each, latency)));
      if (parts.get(true).isEmpty()) {
        throw new BadInputException(
            "profile "
                + latency.profile()
                + " covers none of the resolutions "
                + covered
                + ": profile the device for this space, or choose resolutions that were measured");
      }
      if (!parts.get(false).isEmpty()) {
        gaps.add(new Gap(latency.profile(), parts.get(false)));
      }
      covered = parts.get(true);
    }
    return new Coverage(covered, gaps);
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

  /** All resolutions that some profile does not cover, in order. */
  public List<Integer> leftOut() {
    return gaps.stream().flatMap(gap -> gap.leftOut().stream()).sorted().toList();
  }

  /** What a person should know of what is left out, a note a profile. */
  public List<String> notes() {
    return gaps.stream()
        .map(
            gap ->
                "profile "
                    + gap.profile()
                    + " does not cover resolution "
                    + String.join(", ", gap.leftOut().stream().map(String::valueOf).toList())
                    + ": left out of the search, which goes through "
                    + covered)
        .toList();
  }
}
