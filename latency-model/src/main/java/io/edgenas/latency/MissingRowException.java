package io.edgenas.latency;

import io.edgenas.base.input.BadInputException;
import io.edgenas.operation.Operation;
import java.util.List;

/** A profile lacks operations of a network, and they cannot be interpolated. */
public final class MissingRowException extends BadInputException {
  private static final long serialVersionUID = 1L;

  private final transient List<Operation> missing;

  public MissingRowException(String message, List<Operation> missing) {
    super(message);
    this.missing = List.copyOf(missing);
  }

  /** Reports operations that a profile has no row for. */
  public static MissingRowException ofTable(String profile, List<Operation> missing) {
    return new MissingRowException(
        "profile "
            + profile
            + " has no row for "
            + missing.get(0).key()
            + (missing.size() > 1 ? " and " + (missing.size() - 1) + " more" : "")
            + " and none to interpolate between: run the profiler again to complete it, or choose an"
            + " architecture that it covers",
        missing);
  }

  /** The operations without a row, each once; empty after serialisation. */
  public List<Operation> missing() {
    return missing == null ? List.of() : missing;
  }
}
