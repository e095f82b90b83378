package io.edgenas.supernet.pytorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pickle may build beside texts, numbers and booleans. A container may hold itself, so none
 * of them defines equality or text by its content: walking one would not end.
 */
final class PickleValues {
  private PickleValues() {}

  /** Python's {@code None}. */
  static final class None {
    static final None NONE = new None();

    private None() {}
  }

  static final class Tuple {
    private final List<Object> items;

    Tuple(List<Object> items) {
      this.items = List.copyOf(items);
    }

    List<Object> items() {
      return items;
    }
  }

  static final class Sequence {
    private final List<Object> items = new ArrayList<>(0);

    List<Object> items() {
      return items;
    }
  }

  /** A {@code dict} or an {@code OrderedDict}; keys are texts and whole numbers. */
  static final class Dict {
    private final Map<Object, Object> fields = new LinkedHashMap<>();

    Map<Object, Object> fields() {
      return fields;
    }
  }
}
