package io.edgenas.network;

import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.Operation;
import java.util.List;

/** Makes sure that the layers of a network fit together: a defect of a family's lowering if not. */
final class NetworkCheck {
  private NetworkCheck() {}

  /**
   * @throws IllegalArgumentException naming the layers and what does not fit
   */
  static void check(List<Layer> layers, List<List<Integer>> inputs) {
    if (layers.isEmpty() || inputs.size() != layers.size()) {
      throw new IllegalArgumentException(
          layers.size() + " layers with the inputs of " + inputs.size() + " do not make a network");
    }
    boolean[] taken = new boolean[layers.size()];
    for (int i = 0; i < layers.size(); i++) {
      checkInputs(layers, i, inputs.get(i), taken);
    }
    for (int i = 0; i < taken.length - 1; i++) {
      if (!taken[i]) {
        throw new IllegalArgumentException(
            "no layer takes what '" + layers.get(i).name() + "' gives: leave it out");
      }
    }
    Layer last = layers.get(layers.size() - 1);
    Operation operation = last.operation();
    if (!operation.givesScores()) {
      throw new IllegalArgumentException(
          "the last layer '%s' gives %s, not scores".formatted(last.name(), operation.output()));
    }
  }

  private static void checkInputs(
      List<Layer> layers, int index, List<Integer> inputs, boolean[] taken) {
    Layer layer = layers.get(index);
    List<FeatureShape> wanted = layer.operation().inputs();
    int given = index == 0 ? 1 : inputs.size(); // the image, for the first
    if (given != wanted.size() || (index == 0 && !inputs.isEmpty())) {
      throw new IllegalArgumentException(
          "layer '%s' takes %d values, but %d lead to it"
              .formatted(layer.name(), wanted.size(), index == 0 ? inputs.size() : given));
    }
    for (int i = 0; i < inputs.size(); i++) {
      int from = inputs.get(i);
      if (from < 0 || from >= index) {
        throw new IllegalArgumentException(
            "layer '%s', number %d, takes number %d: only layers before it can be taken"
                .formatted(layer.name(), index, from));
      }
      taken[from] = true;
      FeatureShape shape = layers.get(from).operation().output();
      if (!shape.equals(wanted.get(i))) {
        throw new IllegalArgumentException(
            "layer '%s' takes %s, but '%s' gives %s"
                .formatted(layer.name(), wanted.get(i), layers.get(from).name(), shape));
      }
    }
  }
}
