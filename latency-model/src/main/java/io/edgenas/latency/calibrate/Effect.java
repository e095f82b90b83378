package io.edgenas.latency.calibrate;

/**
 * Something that networks or layers have in common, by which their latencies may differ from the
 * uncalibrated ones.
 *
 * @param name which of its kind, as {@code stage2}
 */
record Effect(Kind kind, String name) {
  /** What effects are about, from the coarse to the fine. */
  enum Kind {
    /** A cost of the run; as a share of the mean latency. */
    RUN(0.05),
    /** A cost of every layer; as a share of the mean latency per layer. */
    LAYER(0.1),
    /**
     * The size of the network's weights, against the mean: the more there are, the less of anything
     * the caches hold between layers, and the longer every layer takes.
     */
    WEIGHTS(0.1),
    /** Stem, blocks and head; as this and all below, a share of the layers' own cost. */
    PART(0.2),
    /** A kind of {@link Work}. */
    WORK(0),
    /** A stage, or a layer outside the stages. */
    STAGE(0),
    /** A stage's change with the logarithm of the resolution. */
    TREND(0),
    /** A block of a stage. */
    BLOCK(0),
    /** A kernel size in a stage. */
    KERNEL(0),
    /** An expand ratio in a stage. */
    EXPAND(0),
    /** A resolution; linear between the measured ones. */
    RESOLUTION(0);

    private final double initialSpread;

    Kind(double initialSpread) {
      this.initialSpread = initialSpread;
    }

    /** The standard deviation from which the choice of spreads starts; 0 leaves the effects out. */
    double initialSpread() {
      return initialSpread;
    }
  }
}
