package io.edgenas.latency.calibrate;

import io.edgenas.latency.calibrate.Effect.Kind;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Site.Choice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Which effects networks and layers have, and how much of each. */
final class Effects {
  private final NavigableSet<Integer> resolutions = new TreeSet<>();
  private final double meanParams;
  private final double mostParams;

  /**
   * @param calibration at least one; resolutions that these do not have are taken for the nearest
   *     of theirs or lie in between
   */
  Effects(List<Network> calibration) {
    calibration.forEach(network -> resolutions.add(network.arch().resolution()));
    LongSummaryStatistics params =
        calibration.stream().mapToLong(Network::params).summaryStatistics();
    meanParams = params.getAverage();
    mostParams = params.getMax();
  }

  /** How much a network has of {@link Kind#WEIGHTS}; no more than a calibration network. */
  double weights(Network network) {
    return Math.min(network.params(), mostParams) / meanParams;
  }

  /**
   * The effects that scale a layer's cost.
   *
   * @param shares how its cost divides by kind of work
   */
  Map<Effect, Double> of(Network network, Layer layer, Map<String, Double> shares) {
    Map<Effect, Double> found = new LinkedHashMap<>();
    String stage = stage(layer);
    add(found, Kind.PART, layer.site().part().name(), 1);
    shares.forEach((work, share) -> add(found, Kind.WORK, work, share));
    add(found, Kind.STAGE, stage, 1);
    add(found, Kind.BLOCK, layer.name(), 1);
    layer
        .site()
        .choice(Choice.KERNEL)
        .ifPresent(kernel -> add(found, Kind.KERNEL, stage + " k" + kernel, 1));
    layer
        .site()
        .choice(Choice.EXPAND)
        .ifPresent(expand -> add(found, Kind.EXPAND, stage + " e" + expand, 1));
    addResolution(found, stage, network.arch().resolution());
    return found;
  }

  private static void add(Map<Effect, Double> found, Kind kind, String name, double amount) {
    if (amount != 0) {
      found.put(new Effect(kind, name), amount);
    }
  }

  private void addResolution(Map<Effect, Double> found, String stage, int resolution) {
    int first = resolutions.first();
    int last = resolutions.last();
    int inside = Math.max(first, Math.min(last, resolution));
    add(found, Kind.TREND, stage, Math.log(inside / Math.sqrt((double) first * last)));
    int below = resolutions.floor(inside);
    int above = resolutions.ceiling(inside);
    double share = below == above ? 0 : (double) (inside - below) / (above - below);
    add(found, Kind.RESOLUTION, "r" + below, 1 - share);
    add(found, Kind.RESOLUTION, "r" + above, share);
  }

  /** The stage of a layer; its name outside the stages. */
  static String stage(Layer layer) {
    OptionalInt stage = layer.site().stage();
    return stage.isPresent() ? "stage" + (stage.getAsInt() + 1) : layer.name();
  }
}
