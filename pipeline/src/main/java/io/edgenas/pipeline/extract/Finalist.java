package io.edgenas.pipeline.extract;

import io.edgenas.base.statistics.Interval;
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

  /**
   * What the accuracy on images of the same kind lies in with a chance of 95 %. The images that
   * were learned from are a sample themselves: they add their own uncertainty, which is the same
   * for all subnets and so plays no part where two are compared.
   *
   * @param images how many were learned from
   */
  public Interval interval95(int images) {
    double share = Math.max(0.01, Math.min(0.99, belief.mean()));
    double sampling = Math.sqrt(share * (1 - share) / images);
    return new Belief(belief.mean(), Math.hypot(belief.deviation(), sampling)).interval95();
  }

  /** The latency by which the budget is kept, in milliseconds. */
  public double boundMs() {
    return candidate.values().get(0);
  }
}
