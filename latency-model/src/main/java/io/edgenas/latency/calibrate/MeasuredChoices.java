package io.edgenas.latency.calibrate;

import io.edgenas.network.Layer;
import io.edgenas.network.LinearOp;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What occurs in measured networks, and so what a model that knows nothing but them may predict:
 * resolutions and numbers of classes between the smallest and the largest measured, and layers,
 * kernel sizes, expand ratios and widths of a stage that were measured.
 */
final class MeasuredChoices {
  private final NavigableSet<Integer> resolutions = new TreeSet<>();
  private final NavigableSet<Integer> classes = new TreeSet<>();
  private final Set<String> choices = new HashSet<>();

  MeasuredChoices(List<Network> networks) {
    for (Network network : networks) {
      resolutions.add(network.arch().resolution());
      classes.add(network.task().classes());
      for (Layer layer : network.layers()) {
        choices.addAll(choices(network, layer));
      }
    }
  }

  /** Whether a layer's latency in that network follows from what was measured. */
  boolean covers(Network network, Layer layer) {
    return coversResolution(network)
        && (!(layer.operation() instanceof LinearOp) || within(classes, network.task().classes()))
        && choices.containsAll(choices(network, layer));
  }

  private boolean coversResolution(Network network) {
    return within(resolutions, network.arch().resolution());
  }

  private static boolean within(NavigableSet<Integer> measured, int value) {
    return value >= measured.first() && value <= measured.last();
  }

  private static List<String> choices(Network network, Layer layer) {
    Operation operation = layer.operation();
    String place =
        layer.name().equals("stem")
            ? "stem, channels " + operation.input().channels()
            : layer.name();
    String stage = Effects.stage(layer);
    return Effects.choice(network, layer)
        .map(
            block ->
                List.of(
                    place,
                    stage + ", kernel " + block.kernel(),
                    stage + ", expand ratio " + block.expand(),
                    stage + ", width " + operation.output().channels()))
        .orElse(List.of(place));
  }

  /** Why a network with layers that are not covered is not: what it asks for, what there is. */
  String refusal(Network network) {
    if (!coversResolution(network)) {
      return "resolution "
          + network.arch().resolution()
          + " is outside the measured "
          + resolutions.first()
          + " to "
          + resolutions.last();
    }
    for (Layer layer : network.layers()) {
      for (String choice : choices(network, layer)) {
        if (!choices.contains(choice)) {
          return "no measured network has " + choice;
        }
      }
    }
    return network.task().classes()
        + " classes are outside the measured "
        + classes.first()
        + " to "
        + classes.last();
  }
}
