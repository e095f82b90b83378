package io.edgenas.supernet.policy;

import java.util.Locale;

/** Which subnets a step trains. */
public enum Recipe {
  /**
   * Subnets drawn uniformly from what the phase has open (Cai et al., Once-for-All, section 3.3).
   */
  PROGRESSIVE_SHRINKING,
  /**
   * The largest and the smallest subnet of what the phase has open, then random ones (Yu and Huang,
   * Universally Slimmable Networks, section 3.2).
   */
  SANDWICH;

  /** The name in files: lower case with dashes. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
