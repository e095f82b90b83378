package io.edgenas.pipeline.extract;

import io.edgenas.network.Arch;
import io.edgenas.search.Candidate;
import io.edgenas.search.accuracy.Belief;

/**
 * A subnet that may be the answer.
 *
 * @param candidate as the search found it
 * @param belief what is believed of its accuracy, on the images that are learned from
 */
public record Finalist(Candidate candidate, Belief belief) {
  /** The subnet. */
  public Arch arch() {
    return candidate.arch();
  }

  /** The latency by which the budget is kept, in milliseconds. */
  public double boundMs() {
    return candidate.values().get(0);
  }
}
