package io.edgenas.latency.lint;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.table.RawRow;
import io.edgenas.latency.NetworkSpeed;
import io.edgenas.latency.NetworkSpeed.Doubt;
import io.edgenas.latency.NetworkSpeed.Timed;
import io.edgenas.latency.lint.Finding.Kind;
import io.edgenas.latency.lint.Finding.Severity;
import io.edgenas.network.Arch;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.RawProfile;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Latencies of whole networks that would make sense in another unit: single ones by the others,
 * and, in a profile of networks alone, all of them by what devices can compute.
 */
final class NetworkUnitCheck {
  private final RawProfile profile;
  private final SearchSpace space;
  private final Map<String, Task> tasks = new HashMap<>();

  NetworkUnitCheck(RawProfile profile, SearchSpace space) {
    this.profile = profile;
    this.space = space;
  }

  /** Adds findings. */
  void check(List<Finding> findings) {
    List<RawRow> rows = new ArrayList<>();
    List<Timed> networks = new ArrayList<>();
    for (RawRow row : profile.networks()) {
      timed(row)
          .ifPresent(
              network -> {
                rows.add(row);
                networks.add(network);
              });
    }
    int batch = profile.identity().batch();
    for (int index : NetworkSpeed.apart(networks, batch)) {
      RawRow row = rows.get(index);
      findings.add(
          new Finding(
              Kind.UNIT,
              Severity.ERROR,
              row.cell("arch").orElse(""),
              row.source(),
              row.line(),
              Units.us(networks.get(index).us()),
              "within 100 times of what the other networks take for their work",
              "check the unit it was written in, or measure it again"));
    }
    if (profile.operations().isEmpty()) {
      NetworkSpeed.doubt(networks, batch).ifPresent(doubt -> findings.add(whole(doubt)));
    }
  }

  private Finding whole(Doubt doubt) {
    boolean stated = profile.circumstances().notes().containsKey(DeviceProfile.UNIT_STATED);
    return new Finding(
        Kind.UNIT,
        stated ? Severity.WARNING : Severity.ERROR,
        "",
        profile.folder().toString(),
        0,
        "all networks together compute " + gigamacs(doubt.macsPerSecond()),
        gigamacs(doubt.slowest()) + " to " + gigamacs(doubt.fastest()) + ", as devices do",
        stated
            ? "whoever made it stated the unit and insisted"
            : doubt.factor() == 1
                ? "check the unit that they were measured in"
                : "in units "
                    + Units.number(doubt.factor() > 1 ? doubt.factor() : 1 / doubt.factor())
                    + " times as "
                    + (doubt.factor() > 1 ? "large" : "small")
                    + " it would be usual: was a column of "
                    + (doubt.factor() > 1 ? "seconds" : "microseconds")
                    + " taken for milliseconds? Fit it again with --unit");
  }

  private static String gigamacs(double perSecond) {
    return Units.number(perSecond / 1e9) + " GMAC/s";
  }

  /** Empty where the row is defective, which is another finding. */
  private Optional<Timed> timed(RawRow row) {
    if (row.refusal().isPresent()) {
      return Optional.empty();
    }
    try {
      double us = Double.parseDouble(row.cell("median_us").orElseThrow());
      if (!(us >= LatencyStatistics.MIN_US)) {
        return Optional.empty();
      }
      int classes = Integer.parseInt(row.cell("classes").orElseThrow());
      int channels = Integer.parseInt(row.cell("channels").orElseThrow());
      Task task =
          tasks.computeIfAbsent(classes + " " + channels, key -> Task.of(space, classes, channels));
      Arch arch = space.parse(row.cell("arch").orElseThrow());
      return Optional.of(new Timed(space.lower(task, arch), us));
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }
}
