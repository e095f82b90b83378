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
   * @param reaches half of each 90 % interval
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, by the comparison
  record Predictions(double[] means, double[] reaches) {}
}
