package io.edgenas.space;

/**
 * A chooser answers the decisions of a space, one after the other, and so makes an architecture.
 */
public interface Chooser {
  /** Returns one of the decision's choices. */
  <T> T choose(Decision<T> decision);
}
