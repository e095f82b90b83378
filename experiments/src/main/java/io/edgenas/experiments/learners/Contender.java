package io.edgenas.experiments.learners;

import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import java.util.List;

/** A way to predict accuracies, to be compared with others. */
interface Contender {
  /** The name in the table. */
  String title();

  /** Learns from samples and predicts others. */
  Predictions predict(AccuracySet set, List<EvaluatedArch> samples, List<Arch> unseen);

  /**
   * Predicted accuracies, fractions.
   *
   * @param means one per architecture
   * @param lows where each 90 % interval begins
   * @param highs where it ends
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, by the comparison
  record Predictions(double[] means, double[] lows, double[] highs) {
    /** Intervals that reach equally far to both sides. */
    static Predictions around(double[] means, double[] reaches) {
      double[] lows = means.clone();
      double[] highs = means.clone();
      for (int i = 0; i < means.length; i++) {
        lows[i] -= reaches[i];
        highs[i] += reaches[i];
      }
      return new Predictions(means, lows, highs);
    }
  }
}
