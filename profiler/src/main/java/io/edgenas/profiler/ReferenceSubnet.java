package io.edgenas.profiler;

import io.edgenas.network.Network;
import io.edgenas.space.Choosers;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;

/**
 * The sentinel of a space: the subnet in the middle of all its choices, timed with everything that
 * is measured on the space.
 *
 * <p>A sentinel has to be slowed down by what slows down the networks of the space. Their own kind
 * is: correcting groups of networks by this subnet leaves 2 % of the machine's 8 %, correcting them
 * by one small operation 4 to 5 % (docs/latency.md).
 */
public final class ReferenceSubnet {
  /** Few: a last layer of a million weights would be most of a small network, and unlike it. */
  private static final int CLASSES = 10;

  private static final int CHANNELS = 3;

  private ReferenceSubnet() {}

  /** The subnet of a space: the same for every task. */
  public static Network of(SearchSpace space) {
    return space.lower(Task.of(space, CLASSES, CHANNELS), space.build(Choosers.middle()));
  }
}
