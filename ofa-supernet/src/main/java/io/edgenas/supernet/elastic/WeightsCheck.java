package io.edgenas.supernet.elastic;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.supernet.store.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Weights from outside, before they become a supernet. */
public final class WeightsCheck {
  private WeightsCheck() {}

  /**
   * Makes sure that {@code values} has exactly these parameters, in their shapes, with finite
   * values.
   *
   * @throws BadInputException naming the first that is wrong
   */
  public static void check(List<ParameterSpec> specs, Map<String, Tensor> values) {
    Set<String> unknown = new HashSet<>(values.keySet());
    for (ParameterSpec spec : specs) {
      unknown.remove(spec.name());
      Tensor found = values.get(spec.name());
      if (found == null) {
        throw new BadInputException(
            "weights of the supernet lack '" + spec.name() + "': are they of another space?");
      }
      if (!found.shape().equals(spec.shape())) {
        throw new BadInputException(
            "weight '"
                + spec.name()
                + "' has shape "
                + found.shape()
                + ", not "
                + spec.shape()
                + ": is it of another space or task?");
      }
      if (!found.finite()) {
        throw new BadInputException(
            "weight '" + spec.name() + "' has values that are not finite numbers");
      }
    }
    if (!unknown.isEmpty()) {
      throw new BadInputException(
          "weights of the supernet have the unknown '"
              + Check.shown(unknown.iterator().next())
              + "': are they of another space?");
    }
  }
}
