package io.edgenas.profiler;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.space.SearchSpace;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * What a profile is to hold, and how long measuring may take.
 *
 * @param resolutions those of the space at which operations and calibration networks are measured
 * @param networksOnly no operations: where each model costs the runtime seconds to prepare, or an
 *     operation alone says little about it inside a network
 * @param classes of the measured networks
 * @param channels of the measured networks, 1 or 3
 * @param calibration networks for fitting the latency model
 * @param validation networks for judging it
 * @param limit time for everything; what is left over then is measured by the next run
 * @param seed of weights, inputs and the choice of networks
 */
public record ProfileRequest(
    SearchSpace space,
    List<Integer> resolutions,
    boolean networksOnly,
    int classes,
    int channels,
    int calibration,
    int validation,
    Duration limit,
    long seed) {
  public static final int DEFAULT_CLASSES = 1_000;
  public static final int DEFAULT_CHANNELS = 3;
  public static final int DEFAULT_NETWORKS = 24;
  public static final double DEFAULT_MINUTES = 10;
  public static final long DEFAULT_SEED = 1;

  private static final int MAX_NETWORKS = 10_000;
  private static final Duration MAX_LIMIT = Duration.ofDays(30);

  public ProfileRequest {
    resolutions = List.copyOf(resolutions);
    for (int resolution : new TreeSet<>(resolutions)) {
      Check.oneOf("resolution", resolution, space.resolutions());
    }
    Check.range("classes", classes, 2, 100_000);
    Check.oneOf("channels", channels, List.of(1, 3));
    Check.range("calibration networks", calibration, 0, MAX_NETWORKS);
    Check.range("validation networks", validation, 0, MAX_NETWORKS);
    if (networksOnly && calibration < LatencyModels.MIN_NETWORKS) {
      throw new BadInputException(
          "calibration networks '"
              + calibration
              + "' are too few for a profile of networks only: at least "
              + LatencyModels.MIN_NETWORKS
              + " are needed, 40 do well");
    }
    if (limit.isNegative() || limit.isZero() || limit.compareTo(MAX_LIMIT) > 0) {
      throw new BadInputException(
          "a time of "
              + limit
              + " is not allowed: above 0 and at most "
              + MAX_LIMIT.toDays()
              + " days");
    }
  }

  /** The defaults for a space. */
  public static ProfileRequest of(SearchSpace space, Duration limit) {
    return new ProfileRequest(
        space,
        OperationCatalog.spread(space, OperationCatalog.DEFAULT_RESOLUTIONS),
        false,
        DEFAULT_CLASSES,
        DEFAULT_CHANNELS,
        DEFAULT_NETWORKS,
        DEFAULT_NETWORKS,
        limit,
        DEFAULT_SEED);
  }
}
