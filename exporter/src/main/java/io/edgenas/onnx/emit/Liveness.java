package io.edgenas.onnx.emit;

import io.edgenas.network.Network;
import io.edgenas.onnx.emit.LayerOutline.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which values of a graph are there at the same time, when its nodes run one after the other. The
 * image is value 0, and what the n-th node gives, counted from 1, is value n.
 */
final class Liveness {
  private final List<int[]> taken = new ArrayList<>();
  private final List<Long> bytes = new ArrayList<>();

  private Liveness() {}

  /**
   * The most bytes at the same time; {@link Float32Outline#peakBytes} says what counts.
   *
   * @param outlines one per layer, in order
   */
  static long peakBytes(Network network, List<LayerOutline> outlines) {
    Liveness graph = new Liveness();
    graph.bytes.add(Float.BYTES * network.input().size());
    int[] given = new int[outlines.size()];
    for (int i = 0; i < given.length; i++) {
      int[] inputs =
          i == 0
              ? new int[] {0}
              : network.inputs().get(i).stream().mapToInt(from -> given[from]).toArray();
      given[i] = graph.add(inputs, outlines.get(i));
    }
    return graph.peakBytes(given[given.length - 1]);
  }

  /**
   * @param inputs the values that the layer takes
   * @return the value that it gives
   */
  private int add(int[] inputs, LayerOutline layer) {
    int first = bytes.size();
    for (Step step : layer.steps()) {
      taken.add(step.inputs().stream().mapToInt(place -> value(place, inputs, first)).toArray());
      bytes.add(step.bytes());
    }
    return value(layer.result(), inputs, first);
  }

  /** The value that a place within a layer means, see {@link Step}. */
  private static int value(int place, int[] inputs, int first) {
    return place >= 0 ? inputs[place] : first - 1 - place;
  }

  private long peakBytes(int scores) {
    int nodes = taken.size();
    int[] lastUse = new int[nodes + 1];
    Arrays.setAll(lastUse, value -> value); // what nothing takes goes when it was given
    for (int node = 1; node <= nodes; node++) {
      for (int value : taken.get(node - 1)) {
        lastUse[value] = node;
      }
    }
    lastUse[scores] = nodes;
    long[] freed = new long[nodes + 1];
    for (int value = 0; value <= nodes; value++) {
      freed[lastUse[value]] += bytes.get(value);
    }
    long live = bytes.get(0);
    long peak = live;
    for (int node = 1; node <= nodes; node++) {
      live += bytes.get(node);
      peak = Math.max(peak, live);
      live -= freed[node];
    }
    return peak;
  }
}
