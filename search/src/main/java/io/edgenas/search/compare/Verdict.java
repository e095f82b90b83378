package io.edgenas.search.compare;

import io.edgenas.base.statistics.RankSum;

/** Whether a strategy is better than the one that all are measured against. */
public enum Verdict {
  BETTER("better"),
  WORSE("worse"),
  UNCLEAR("unclear"),
  REFERENCE("reference");

  /** Two sides of a level of 5 %. */
  private static final double LEVEL = 0.025;

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  static Verdict of(RankSum test) {
    if (test.chanceOfLarger() <= LEVEL) {
      return BETTER;
    }
    return test.chanceOfSmaller() <= LEVEL ? WORSE : UNCLEAR;
  }

  /** The word in tables. */
  public String text() {
    return text;
  }
}
