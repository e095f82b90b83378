package io.edgenas.pipeline.extract;

import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.pipeline.adapter.SupernetAccuracy;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchResult;
import io.edgenas.search.accuracy.AccuracyModel;
import io.edgenas.search.accuracy.GaussianAccuracyModel;
import io.edgenas.search.strategy.model.BayesianSearch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rounds of fit, search and evaluation. Each round fits a Gaussian process to everything evaluated,
 * looks for the subnet whose expected improvement within the budget is largest, and evaluates it on
 * images. What was learned for one budget is known for the next.
 */
final class Rounds {
  /** Fewer cannot teach a model anything. */
  static final int FEWEST = 12;

  private final ImageJudge images;
  private final SupernetAccuracy accuracy;
  private final Map<Arch, EvaluatedArch> known = new LinkedHashMap<>();
  private AccuracyModel model;

  /**
   * @param model fitted on the supernet's samples
   * @param samples count as known if the images are those that they were judged on
   */
  Rounds(
      ImageJudge images,
      SupernetAccuracy accuracy,
      AccuracyModel model,
      List<EvaluatedArch> samples) {
    this.images = images;
    this.accuracy = accuracy;
    this.model = model;
    if (images.agreesWith(samples)) {
      samples.forEach(sample -> known.put(sample.arch(), sample));
    }
  }

  /** Learned from everything evaluated so far. */
  AccuracyModel model() {
    return model;
  }

  /**
   * Evaluates subnets that promise to be the best within a budget, and learns from them.
   *
   * @param evaluations how many; where nothing is known yet, at least {@value #FEWEST}
   */
  void spend(SubnetSearch search, double budgetMs, int evaluations, long seed) {
    int most = known.isEmpty() ? Math.max(FEWEST, evaluations) : evaluations;
    if (most == 0) {
      return;
    }
    AccuracyMetric judged =
        archs -> archs.stream().mapToDouble(arch -> images.learned(arch).top1()).toArray();
    SearchResult result =
        search
            .withAccuracy(judged)
            .find(budgetMs, new Effort(strategy(), new SearchBudget(most), seed))
            .result();
    result.evaluated().forEach(each -> known.put(each.arch(), images.learned(each.arch())));
    if (known.size() >= FEWEST) {
      model = model.taught(List.copyOf(known.values()));
    }
  }

  private BayesianSearch strategy() {
    List<EvaluatedArch> samples = new ArrayList<>(known.values());
    if (samples.size() < FEWEST) {
      return BayesianSearch.plain();
    }
    return BayesianSearch.from(
        model instanceof GaussianAccuracyModel gaussian ? gaussian : accuracy.gaussian(samples),
        samples);
  }
}
