package io.edgenas.supernet;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Weights from outside, before they become a supernet. */
final class ParameterValues {
  private ParameterValues() {}

  /** Makes sure that {@code values} has exactly these parameters, with finite values. */
  static void check(List<ParameterSpec> specs, Map<String, float[]> values) {
    Set<String> unknown = new HashSet<>(values.keySet());
    for (ParameterSpec spec : specs) {
      unknown.remove(spec.name());
      float[] found = values.get(spec.name());
      if (found == null) {
        throw new BadInputException(
            "weights of the supernet lack '" + spec.name() + "': are they of another space?");
      }
      if (found.length != spec.size()) {
        throw new BadInputException(
            "weight '"
                + spec.name()
                + "' has "
                + found.length
                + " values, "
                + spec.size()
                + " are needed: is it of another space or task?");
      }
      checkFinite(spec.name(), found);
    }
    if (!unknown.isEmpty()) {
      throw new BadInputException(
          "weights of the supernet have the unknown '"
              + Check.shown(unknown.iterator().next())
              + "': are they of another space?");
    }
  }

  private static void checkFinite(String name, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new BadInputException(
            "weight '"
                + Check.shown(name)
                + "' has the value "
                + values[i]
                + " at position "
                + i
                + ": only finite numbers are allowed");
      }
    }
  }
}
