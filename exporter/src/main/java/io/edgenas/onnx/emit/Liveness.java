package io.edgenas.onnx.emit;

import io.edgenas.network.Network;
import io.edgenas.onnx.emit.LayerOutline.Step;
import java.util.List;

/**
 * Which values of a graph are there at the same time, when its nodes run one after the other. The
 * image is value 0, and what the n-th node gives, counted from 1, is value n.
 */
final class Liveness {
  private final long[] bytes;
  private final int[] lastUse;

  private Liveness(int nodes) {
    this.bytes = new long[nodes + 1];
    this.lastUse = new int[nodes + 1];
  }

  /**
   * The most bytes at the same time; {@link Float32Outline#peakBytes} says what counts.
   *
   * @param outlines one per layer, in order
   */
  static long peakBytes(Network network, List<LayerOutline> outlines) {
    int nodes = 0;
    for (LayerOutline outline : outlines) {
      nodes += outline.steps().size();
    }
    Liveness graph = new Liveness(nodes);
    graph.bytes[0] = Float.BYTES * network.input().size();
    int[] given = new int[outlines.size()];
    int next = 1;
    for (int i = 0; i < given.length; i++) {
      List<Integer> from = network.inputs().get(i);
      int[] inputs = new int[Math.max(1, from.size())]; // of the first layer: the image
      for (int j = 0; j < from.size(); j++) {
        inputs[j] = given[from.get(j)];
      }
      given[i] = graph.add(next, outlines.get(i), inputs);
      next += outlines.get(i).steps().size();
    }
    graph.lastUse[given[given.length - 1]] = nodes;
    return graph.peakBytes();
  }

  /**
   * @param first the number of the layer's first node
   * @param inputs the values that the layer takes
   * @return the value that it gives
   */
  private int add(int first, LayerOutline layer, int[] inputs) {
    int node = first;
    for (Step step : layer.steps()) {
      bytes[node] = step.bytes();
      lastUse[node] = node; // what nothing takes goes when it was given
      for (int place : step.inputs()) {
        lastUse[value(place, inputs, first)] = node;
      }
      node++;
    }
    return value(layer.result(), inputs, first);
  }

  /** The value that a place within a layer means, see {@link Step}. */
  private static int value(int place, int[] inputs, int first) {
    return place >= 0 ? inputs[place] : first - 1 - place;
  }

  private long peakBytes() {
    long[] freed = new long[bytes.length];
    for (int value = 0; value < bytes.length; value++) {
      freed[lastUse[value]] += bytes[value];
    }
    long live = bytes[0];
    long peak = live;
    for (int node = 1; node < bytes.length; node++) {
      live += bytes[node];
      peak = Math.max(peak, live);
      live -= freed[node];
    }
    return peak;
  }
}
