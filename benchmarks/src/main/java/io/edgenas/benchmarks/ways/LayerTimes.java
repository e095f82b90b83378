package io.edgenas.benchmarks.ways;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import java.util.List;

/**
 * A run's time by layer of its network. The emitter names nodes after their layer ({@code
 * stage1.block2.project}), and fused nodes keep the name of one of their parts with a suffix
 * ({@code stage1.block2.project_nchwc}). What ONNX Runtime puts in between, changes of the memory
 * layout, has no such name: it counts for the layer of the named node that follows, for which it is
 * done, and after the last for that of the last.
 *
 * @param layerUs per layer of the network, in order, in microseconds; 0 where nothing of it is left
 * @param namedUs time of nodes that are named after their layer
 * @param insideUs time of the others, where the named nodes on both sides are of one layer
 * @param borderUs time of the others, where those are of two layers
 */
record LayerTimes(double[] layerUs, double namedUs, double insideUs, double borderUs) {
  private static final int NONE = -1;

  /**
   * Adds the nodes up.
   *
   * @throws BadInputException if no node is named after a layer
   */
  static LayerTimes of(Network network, List<NodeProfile.Node> nodes) {
    int[] named = nodes.stream().mapToInt(node -> layerOf(network.layers(), node.name())).toArray();
    double[] layerUs = new double[network.layers().size()];
    double namedUs = 0;
    double insideUs = 0;
    double borderUs = 0;
    for (int i = 0; i < named.length; i++) {
      double us = nodes.get(i).us();
      int before = neighbour(named, i, -1);
      int after = neighbour(named, i, 1);
      if (before == NONE && after == NONE) {
        throw new BadInputException(
            "no node of the profile is named after a layer of " + network.arch());
      }
      layerUs[after == NONE ? before : after] += us;
      if (named[i] != NONE) {
        namedUs += us;
      } else if (before == after) {
        insideUs += us;
      } else {
        borderUs += us;
      }
    }
    return new LayerTimes(layerUs, namedUs, insideUs, borderUs);
  }

  /** Time of all nodes. */
  double nodesUs() {
    return namedUs + insideUs + borderUs;
  }

  /** Index of the layer of the nearest named node from {@code i} on in that direction. */
  private static int neighbour(int[] named, int i, int step) {
    for (int j = i; j >= 0 && j < named.length; j += step) {
      if (named[j] != NONE) {
        return named[j];
      }
    }
    return NONE;
  }

  private static int layerOf(List<Layer> layers, String node) {
    for (int i = 0; i < layers.size(); i++) {
      String name = layers.get(i).name();
      if (node.startsWith(name) && (node.length() == name.length() || ends(node, name.length()))) {
        return i;
      }
    }
    return NONE;
  }

  /** Whether a name ends here and a part or a suffix begins: stage1.block1 is not block10. */
  private static boolean ends(String node, int position) {
    return node.charAt(position) == '.' || node.charAt(position) == '_';
  }
}
