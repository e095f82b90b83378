package io.edgenas.search;

import io.edgenas.space.ArchSpec;
import java.util.List;

/** Port: how accurate architectures are, or are predicted to be. What a search maximises. */
@FunctionalInterface
public interface AccuracyObjective {
  /**
   * Top-1 accuracies, a function of each architecture alone: neither of its place in the list nor
   * of its company. NaN is an error and ends the search.
   *
   * @param archs architectures that the space allows; called with up to a few hundred at a time
   * @return one value per architecture, in order
   */
  double[] top1(List<ArchSpec> archs);
}
