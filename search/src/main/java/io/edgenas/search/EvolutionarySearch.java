package io.edgenas.search;

import io.edgenas.base.input.Check;
import io.edgenas.space.ArchVariation;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The genetic search of once-for-all (Cai et al., Once-for-All, section 3.4; {@code
 * evolution_finder.py}): the best quarter of a population are parents; half of the next generation
 * are mutants of one parent, half are crossovers of two.
 *
 * <p>Deviations: no architecture is evaluated twice, so that a budget of evaluations sees as many
 * architectures; children that break a constraint are repaired instead of redrawn for ever ({@link
 * FeasibleDraw}); the last generation counts; a population that no longer improves is drawn anew; a
 * part of the evaluations is kept for a climb over neighbours from the best, so that the budget is
 * used up ({@link HillClimb}).
 */
public final class EvolutionarySearch implements SearchStrategy {
  /**
   * @param population architectures in a generation, 4 and more
   * @param parentRatio share of the population that become parents, above 0
   * @param mutationRatio share of the children that are mutants; the others are crossovers
   * @param mutationProbability with which a mutant's gene is drawn anew
   * @param generations most generations after the first
   * @param patience generations without a better architecture after which the population is drawn
   *     anew
   * @param climbRatio share of the evaluations that is kept for the climb
   */
  public record Settings(
      int population,
      double parentRatio,
      double mutationRatio,
      double mutationProbability,
      int generations,
      int patience,
      double climbRatio) {
    /** Those of once-for-all's published search. */
    public static final Settings DEFAULT = new Settings(100, 0.25, 0.5, 0.1, 500, 30, 0.1);

    public Settings {
      Check.range("population", population, 4, 10_000);
      Check.range("parent ratio", parentRatio, 0.01, 1);
      Check.range("mutation ratio", mutationRatio, 0, 1);
      Check.range("mutation probability", mutationProbability, 0, 1);
      Check.range("number of generations", generations, 0, 100_000);
      Check.range("patience", patience, 1, 100_000);
      Check.range("climb ratio", climbRatio, 0, 1);
    }

    int parents() {
      return Math.max(2, (int) Math.round(parentRatio * population));
    }

    int mutants() {
      return (int) Math.round(mutationRatio * population);
    }
  }

  private final Settings settings;

  /** With the settings of once-for-all. */
  public EvolutionarySearch() {
    this(Settings.DEFAULT);
  }

  public EvolutionarySearch(Settings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "evolutionary";
  }

  @Override
  public SearchResult search(SearchProblem problem, SearchBudget budget, long seed) {
    int kept = (int) (settings.climbRatio() * budget.evaluations());
    Evaluation evaluation = new Evaluation(problem, Math.max(1, budget.evaluations() - kept));
    RandomGenerator random = new SplittableRandom(seed);
    Measured start = FeasibleStart.find(problem, evaluation, random);
    evaluation.evaluate(Set.of(start));
    ArchVariation variation = new ArchVariation(problem.space(), problem.resolutions());
    new Evolution(settings, evaluation, variation, start.arch(), random).run();
    evaluation.raiseLimit(budget.evaluations());
    HillClimb.climb(evaluation, variation);
    return evaluation.result(name(), seed);
  }
}
