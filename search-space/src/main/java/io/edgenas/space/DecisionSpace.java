package io.edgenas.space;

import io.edgenas.network.Arch;
import java.math.BigInteger;
import java.util.List;

/**
 * A decision space says what may be chosen, as a list of decisions, and which architecture comes of
 * it. That is all that a search needs; {@link SearchSpace} adds the networks.
 *
 * <p>Immutable. A space takes the architectures of its own family only, and refuses others with an
 * {@link IllegalArgumentException}.
 */
public interface DecisionSpace {
  /** The name: lower-case letters, digits, dots and dashes. */
  String name();

  /** The sides of the square input image in pixels, ascending. */
  List<Integer> resolutions();

  /** The same space with other resolutions. */
  DecisionSpace withResolutions(List<Integer> ascending);

  /**
   * Every decision that an architecture can have, the resolution first, in the order in which
   * {@link #build} asks.
   */
  List<Decision<?>> decisions();

  /** Makes an architecture: asks the decisions that it has, each once, in order. */
  Arch build(Chooser chooser);

  /** The number of architectures, counted exactly. */
  BigInteger size();

  /**
   * Makes sure that this space allows an architecture.
   *
   * @return {@code arch}
   * @throws io.edgenas.base.input.BadInputException naming the decision, the value and the choices
   */
  Arch check(Arch arch);

  /**
   * Reads the text of an architecture that this space allows.
   *
   * @throws io.edgenas.base.input.BadInputException if it is malformed or not allowed
   */
  Arch parse(String text);

  /** The architecture with the smallest choice everywhere, at the smallest resolution. */
  default Arch smallest() {
    return build(Choosers.smallest());
  }

  /** The architecture with the largest choice everywhere, at the largest resolution. */
  default Arch largest() {
    return build(Choosers.largest());
  }
}
