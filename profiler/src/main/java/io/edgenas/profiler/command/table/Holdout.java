package io.edgenas.profiler.command.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.profile.NetworkMeasurement.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which of the measured subnets judge the predictions that the others make. */
public final class Holdout {
  public static final double DEFAULT_SHARE = 0.2;
  public static final double MIN_SHARE = 0.05;
  public static final double MAX_SHARE = 0.5;
  private static final int MIN_HELD = 3;

  private Holdout() {}

  /**
   * Draws a share of the subnets, never those that alone have the smallest or largest resolution:
   * beyond the calibration's resolutions nothing can be judged.
   *
   * @param source what messages call the file
   * @return a role per subnet, in order
   * @throws BadInputException if there are too few subnets
   */
  public static List<Role> roles(
      List<MeasurementFile.Measured> networks, double share, long seed, Path source) {
    int n = networks.size();
    int held = Math.max(MIN_HELD, (int) Math.round(share * n));
    if (n - held < LatencyModels.MIN_NETWORKS) {
      throw new BadInputException(
          source
              + " holds "
              + n
              + " measured subnets, of which "
              + held
              + " would judge the predictions: at least "
              + LatencyModels.MIN_NETWORKS
              + " others are needed; measure more, 60 do well");
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    List<Role> roles = new ArrayList<>(Collections.nCopies(n, Role.CALIBRATION));
    int smallest = last(networks, order, -1);
    int largest = last(networks, order, 1);
    order.stream()
        .filter(i -> i != smallest && i != largest)
        .limit(held)
        .forEach(i -> roles.set(i, Role.VALIDATION));
    return roles;
  }

  /** The last in the order of those with the smallest (sign -1) or largest (1) resolution. */
  private static int last(List<MeasurementFile.Measured> networks, List<Integer> order, int sign) {
    int best = order.get(0);
    for (int i : order) {
      if (sign * networks.get(i).arch().resolution()
          >= sign * networks.get(best).arch().resolution()) {
        best = i;
      }
    }
    return best;
  }
}
