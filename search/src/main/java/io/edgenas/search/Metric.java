package io.edgenas.search;

import io.edgenas.network.Arch;
import java.util.List;

/**
 * Port: one number about each architecture, such as its accuracy, its latency on one device or its
 * parameters. A problem asks for it as an {@link Objective}, as a {@link Constraint} or as both.
 */
public interface Metric {
  /** The name in messages and results, for example {@code latency on note10}. */
  String name();

  /** The unit of the values, for example {@code ms}; empty for a plain number. */
  String unit();

  /**
   * Answers for architectures; each answer is a function of its architecture alone, neither of its
   * place in the list nor of its company. NaN says that an architecture is not covered (a latency
   * profile without some operation). A constraint then leaves it out and counts it; for an
   * objective NaN is an error, as infinite values are for both.
   *
   * @param archs architectures that the space allows; called with up to a few thousand at a time
   * @return one value per architecture, in order
   */
  double[] values(List<Arch> archs);
}
