package io.edgenas.cli.text;

import io.edgenas.search.accuracy.AccuracyError;
import io.edgenas.search.accuracy.ChosenModel;
import io.edgenas.search.accuracy.LearnerScore;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What an accuracy model is and how wrong it is on subnets that it did not see. */
public final class AccuracyModelText {
  private AccuracyModelText() {}

  /** A sentence for people. */
  public static String text(ChosenModel chosen) {
    AccuracyError error = chosen.score().error();
    AccuracyError costs = chosen.baseline().error();
    String fitted =
        String.format(
            Locale.ROOT,
            "accuracy model: %s, on %d subnets",
            chosen.model().learner(),
            error.samples());
    if (!chosen.beatsBaseline()) {
      return fitted
          + String.format(
              Locale.ROOT,
              "; nothing beats parameters and MACs alone, which miss unseen subnets by %.2f points"
                  + " (rms): evaluate more of them, or on more images",
              100 * costs.rmse());
    }
    return fitted
        + String.format(
            Locale.ROOT,
            "; unseen ones are missed by %.2f points (rms; parameters and MACs alone %.2f), ranked"
                + " with tau %.2f (%.2f), and %.0f %% lie in the 90 %% intervals",
            100 * error.rmse(),
            100 * costs.rmse(),
            error.kendallTau(),
            costs.kendallTau(),
            100 * chosen.score().coverage());
  }

  /** The same for machines. */
  public static Map<String, Object> toJson(ChosenModel chosen) {
    Map<String, Object> json = new LinkedHashMap<>();
    LearnerScore score = chosen.score();
    json.put("learner", score.learner());
    json.put("samples", score.error().samples());
    json.put("rmse", score.error().rmse());
    json.put("kendall_tau", finite(score.error().kendallTau()));
    json.put("coverage_90", score.coverage());
    json.put("costs_alone_rmse", chosen.baseline().error().rmse());
    json.put("costs_alone_kendall_tau", finite(chosen.baseline().error().kendallTau()));
    return json;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
