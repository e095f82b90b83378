package io.edgenas.supernet.elastic;

import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.store.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights of a supernet for another task: those of the same shape are taken, the others start anew.
 * On one space only the classifier (classes) and the stem (channels) can differ.
 *
 * @param weights all that the new supernet has, by name
 * @param taken number of arrays taken
 * @param anew the others, by name, with both shapes
 */
public record WeightTransfer(Map<String, Tensor> weights, int taken, List<String> anew) {
  /**
   * Transfers what fits.
   *
   * @param seed of what starts anew
   * @param source weights of a supernet by the names of {@link ParameterSpec#of}
   */
  public static WeightTransfer of(
      MbConvSpace space, Task task, long seed, Map<String, Tensor> source) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    List<String> anew = new ArrayList<>();
    for (ParameterSpec spec : ParameterSpec.of(space, task)) {
      Tensor found = source.get(spec.name());
      if (found != null && found.shape().equals(spec.shape())) {
        weights.put(spec.name(), found);
      } else {
        weights.put(spec.name(), new Tensor(spec.shape(), Initialization.values(spec, seed)));
        anew.add(
            spec.name()
                + " "
                + spec.shape()
                + (found == null ? " (not there)" : " (there " + found.shape() + ")"));
      }
    }
    return new WeightTransfer(weights, weights.size() - anew.size(), List.copyOf(anew));
  }
}
