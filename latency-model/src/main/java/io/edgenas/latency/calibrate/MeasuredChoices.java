package io.edgenas.latency.calibrate;

import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Site.Choice;
import io.edgenas.network.Site.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What occurs in measured networks, and so what a model that knows nothing but them may predict:
 * resolutions and numbers of classes between the smallest and the largest measured, and layers and
 * choices (kernel sizes, expand ratios, widths) of a stage that were measured.
 */
final class MeasuredChoices {
  private final NavigableSet<Integer> resolutions = new TreeSet<>();
  private final NavigableSet<Integer> classes = new TreeSet<>();
  private final Set<String> choices = new HashSet<>();

  MeasuredChoices(List<Network> networks) {
    for (Network network : networks) {
      resolutions.add(network.arch().resolution());
      classes.add(network.classes());
      for (Layer layer : network.layers()) {
        choices.addAll(choices(layer));
      }
    }
  }

  /** Whether a layer's latency in that network follows from what was measured. */
  boolean covers(Network network, Layer layer) {
    return coversResolution(network)
        && (!layer.operation().givesScores() || within(classes, network.classes()))
        && choices.containsAll(choices(layer));
  }

  private boolean coversResolution(Network network) {
    return within(resolutions, network.arch().resolution());
  }

  private static boolean within(NavigableSet<Integer> measured, int value) {
    return value >= measured.first() && value <= measured.last();
  }

  private static List<String> choices(Layer layer) {
    List<String> choices = new ArrayList<>();
    choices.add(
        layer.site().part() == Part.STEM
            ? layer.name() + ", channels " + layer.operation().input().channels()
            : layer.name());
    for (Choice choice : layer.site().choices()) {
      choices.add(Effects.stage(layer) + ", " + choice.name() + " " + choice.value());
    }
    return choices;
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
      for (String choice : choices(layer)) {
        if (!choices.contains(choice)) {
          return "no measured network has " + choice;
        }
      }
    }
    return network.classes()
        + " classes are outside the measured "
        + classes.first()
        + " to "
        + classes.last();
  }
}
