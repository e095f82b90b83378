package io.edgenas.search.strategy.model;

import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.util.List;

/**
 * What a {@link BayesianSearch} can be told.
 *
 * @param startup random architectures before the first model
 * @param batch architectures evaluated between two fits
 * @param candidates architectures drawn for the model to judge, each time
 * @param mostSamples evaluations after which a climb over neighbours follows
 * @param acquisition what of a candidate decides: {@link #IMPROVEMENT} or {@link #MEAN}
 */
record BayesianOptions(
    int startup, int batch, int candidates, int mostSamples, String acquisition) {
  /** Expected improvement. */
  static final String IMPROVEMENT = "improvement";

  /** The mean alone, as if the model were sure: what intervals are measured against. */
  static final String MEAN = "mean";

  private static final StrategyOption<Integer> STARTUP =
      StrategyOption.whole("startup", "random subnets before the first model", 12, 2, 1_000);
  private static final StrategyOption<Integer> BATCH =
      StrategyOption.whole("batch", "subnets evaluated between two fits", 1, 1, 1_000);
  private static final StrategyOption<Integer> CANDIDATES =
      StrategyOption.whole(
          "candidates", "subnets that the model judges each time", 1_000, 10, 100_000);
  private static final StrategyOption<Integer> MOST_SAMPLES =
      StrategyOption.whole(
          "most-samples",
          "evaluations after which a climb follows, without a model",
          500,
          10,
          5_000);

  private static final StrategyOption<String> ACQUISITION =
      StrategyOption.word(
          "acquisition",
          "what decides: the expected improvement, or the mean as if the model were sure",
          IMPROVEMENT,
          List.of(IMPROVEMENT, MEAN));

  static final List<StrategyOption<?>> ALL =
      List.of(STARTUP, BATCH, CANDIDATES, MOST_SAMPLES, ACQUISITION);

  static BayesianOptions of(OptionValues values) {
    return new BayesianOptions(
        values.get(STARTUP),
        values.get(BATCH),
        values.get(CANDIDATES),
        values.get(MOST_SAMPLES),
        values.get(ACQUISITION));
  }
}
