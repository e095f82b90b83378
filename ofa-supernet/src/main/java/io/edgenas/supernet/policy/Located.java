package io.edgenas.supernet.policy;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Document;
import java.util.function.Supplier;

/** Adds the place in the file to what a record's constructor refuses. */
final class Located {
  private Located() {}

  static <T> T at(Document place, Supplier<T> value) {
    try {
      return value.get();
    } catch (BadInputException e) {
      if (e.getMessage().startsWith(place.source() + ":")) {
        throw e;
      }
      throw new BadInputException(place.where() + ": " + e.getMessage(), e);
    }
  }
}
