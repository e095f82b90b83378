package io.edgenas.search;

import io.edgenas.space.ArchSpec;
import java.util.List;

/**
 * Port: something of which an architecture may use no more than a limit, such as the latency on one
 * device, parameters, or the size of the file.
 */
public interface Constraint {
  /** For messages and results, for example {@code latency on note10}. */
  String name();

  /** Unit of limit and values, for example {@code ms}; empty for a plain number. */
  String unit();

  /** Largest value allowed: finite and above 0. */
  double limit();

  /**
   * Values of architectures, a function of each architecture alone. NaN says that this architecture
   * is not covered (a latency profile without some operation): the search leaves it out and counts
   * it. Infinite values are an error.
   *
   * @param archs architectures that the space allows; called with up to a few thousand at a time
   * @return one value per architecture, in order
   */
  double[] values(List<ArchSpec> archs);
}
