package io.edgenas.network;

import io.edgenas.operation.Operation;
import java.util.List;

/**
 * A layer in a graph, with the layers whose values it takes. The edges are not part of a {@link
 * Layer}: two layers that do the same work at the same place cost the same, whatever feeds them.
 *
 * @param inputs places of these layers in {@link Network#layers}, each before this one's, in the
 *     order of {@link Operation#inputs}; none for the first layer, which takes the image
 */
public record Node(Layer layer, List<Integer> inputs) {
  public Node {
    inputs = List.copyOf(inputs);
  }
}
