package io.edgenas.search;

import io.edgenas.space.ArchSpec;
import io.edgenas.space.ArchVariation;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Evaluates random architectures that keep the constraints: what every strategy must beat. */
public final class RandomSearch implements SearchStrategy {
  private static final int BATCH = 100;
  private static final int MAX_EMPTY_BATCHES = 20;

  @Override
  public String name() {
    return "random";
  }

  @Override
  public SearchResult search(SearchProblem problem, SearchBudget budget, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Evaluation evaluation = new Evaluation(problem, budget.evaluations());
    Measured start = FeasibleStart.find(problem, evaluation, random);
    evaluation.evaluate(Set.of(start));
    ArchSpec anchor = start.arch();
    ArchVariation variation = new ArchVariation(problem.space(), problem.resolutions());
    FeasibleDraw draw = new FeasibleDraw(evaluation, variation, random);
    int empty = 0;
    while (evaluation.remaining() > 0 && empty < MAX_EMPTY_BATCHES) {
      int count = Math.min(BATCH, evaluation.remaining());
      Set<Measured> fresh =
          draw.fresh(count, () -> new FeasibleDraw.Draft(variation.sample(random), anchor));
      evaluation.evaluate(fresh);
      empty = fresh.isEmpty() ? empty + 1 : 0;
    }
    return evaluation.result(name(), seed);
  }
}
