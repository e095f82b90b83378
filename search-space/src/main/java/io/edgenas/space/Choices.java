package io.edgenas.space;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import java.util.List;

/** Lists of allowed values as they stand in a space: not empty, bounded, strictly ascending. */
public final class Choices {
  private Choices() {}

  /** The resolutions of a space, checked. */
  public static List<Integer> resolutions(List<Integer> given) {
    return ascending(
        "resolution", given, Limits.MIN_RESOLUTION, Limits.MAX_RESOLUTION, Limits.MAX_RESOLUTIONS);
  }

  public static List<Integer> ascending(
      String name, List<Integer> given, int min, int max, int maxChoices) {
    List<Integer> values = List.copyOf(given);
    if (values.isEmpty() || values.size() > maxChoices) {
      throw new InvalidValueException(
          name + " has " + values.size() + " choices: 1 to " + maxChoices + " are allowed");
    }
    for (int i = 0; i < values.size(); i++) {
      Require.range(name, values.get(i), min, max);
      if (i > 0 && values.get(i) <= values.get(i - 1)) {
        throw new InvalidValueException(
            name + " choices " + values + " are not strictly ascending: sort them, each once");
      }
    }
    return values;
  }
}
