package io.edgenas.search;

import io.edgenas.network.Arch;
import io.edgenas.search.effort.Levels;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One run of a strategy: all that it may draw from, ask and spend. The session keeps what every
 * strategy promises: a metric is asked about an architecture once, objectives are asked only of
 * what keeps the constraints, no evaluation is spent beyond the budget, and everything random comes
 * from one seed.
 *
 * <p>A strategy draws architectures ({@link #sample}, {@link #mutate}, {@link #mutateOne}, {@link
 * #crossover}, {@link #singlePointCrossover}, {@link #neighbours}), has the constraints look at
 * them ({@link #measure}), or both at once with repair ({@link #fresh}, {@link #strangers}), and
 * spends evaluations on what is worth it ({@link #evaluate}), or parts of them ({@link #glimpse}).
 * For one thread.
 */
public final class SearchSession {
  private final SearchProblem problem;
  private final SearchBudget budget;
  private final long seed;
  private final RandomGenerator random;
  private final Variation variation;
  private final Evaluation evaluation;
  private final FeasibleDraw draw;
  private final Candidate start;
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /**
   * Begins by finding an architecture that keeps the constraints, and evaluates it.
   *
   * @throws InfeasibleBudgetException if none was found
   * @throws io.edgenas.base.input.BadInputException if no architecture tried is covered
   */
  SearchSession(SearchProblem problem, SearchBudget budget, long seed) {
    this.problem = problem;
    this.budget = budget;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.variation = new Variation(problem, random);
    this.evaluation = new Evaluation(problem, budget.evaluations());
    this.draw = new FeasibleDraw(evaluation, variation);
    Measured first = new FeasibleStart(problem, evaluation, variation).find();
    this.start = evaluation.evaluate(List.of(first)).get(0);
  }

  /** What is asked for. */
  public SearchProblem problem() {
    return problem;
  }

  /** What may be spent in all, the start included. */
  public SearchBudget budget() {
    return budget;
  }

  /** The source of everything random; there must be no other. */
  public RandomGenerator random() {
    return random;
  }

  /** The first architecture evaluated, found before the strategy began: an anchor for drafts. */
  public Candidate start() {
    return start;
  }

  /**
   * How many more architectures may be evaluated that were not glimpsed at. At 0 the strategy has
   * to return, or to spend what {@link #left} says on parts of evaluations.
   */
  public int remaining() {
    return evaluation.ledger().wholes();
  }

  /** What is left of the budget, in evaluations; not whole where some was spent on glimpses. */
  public double left() {
    return evaluation.ledger().left();
  }

  /** The levels at which the first objective can be measured; one where it has none. */
  public Levels levels() {
    return evaluation.levels();
  }

  /** Everything evaluated so far, in order; grows with the session. */
  public List<Candidate> candidates() {
    return Collections.unmodifiableList(evaluation.candidates());
  }

  /** Draws an architecture, each choice uniformly; it may break constraints. */
  public Arch sample() {
    return variation.sample();
  }

  /**
   * Draws each choice of an architecture anew with a probability; the result may break constraints.
   *
   * @param probability 0 to 1
   */
  public Arch mutate(Arch arch, double probability) {
    return variation.mutate(arch, probability);
  }

  /** Draws one choice of an architecture anew, to another; the result may break constraints. */
  public Arch mutateOne(Arch arch) {
    return variation.mutateOne(arch);
  }

  /** Takes each choice from one of two parents, with equal chance; it may break constraints. */
  public Arch crossover(Arch a, Arch b) {
    return variation.crossover(a, b);
  }

  /**
   * Takes the choices before a random cut from {@code a} and those behind it from {@code b}; the
   * result may break constraints.
   */
  public Arch singlePointCrossover(Arch a, Arch b) {
    return variation.singlePointCrossover(a, b);
  }

  /** Every architecture that differs in one choice, in a fixed order. */
  public List<Arch> neighbours(Arch arch) {
    return variation.neighbours(arch);
  }

  /**
   * Asks the constraints about architectures, in one batch, and of those about the unknown only.
   * This costs none of the budget.
   *
   * @return one answer per architecture, in order
   */
  public List<Measured> measure(Collection<Arch> archs) {
    return evaluation.measure(archs);
  }

  /**
   * Spends the budget: asks for the objectives of those that keep the constraints and were not
   * evaluated yet, in one batch, as far as the budget goes. The others are passed over. One that
   * was glimpsed at costs what is left of an evaluation.
   *
   * @return what was evaluated, in order; empty if nothing was
   */
  public List<Candidate> evaluate(Collection<Measured> measured) {
    return evaluation.evaluate(measured);
  }

  /**
   * Spends a part of the budget: asks for the first objective of those that keep the constraints
   * and were not seen at this level or a higher one, with the effort of the level, as far as the
   * budget goes. It costs the effort that is added, as a share of the full one. The answers are in
   * {@link Measured#curve}. No candidate comes of it: only {@link #evaluate} makes one.
   *
   * @param level below {@link Levels#last}
   * @return what was glimpsed at, in order; the others are passed over
   * @throws IllegalArgumentException if it is no such level
   */
  public List<Measured> glimpse(Collection<Measured> measured, int level) {
    if (level < 0 || level >= levels().last()) {
      throw new IllegalArgumentException(
          "level " + level + " is none to glimpse at: choose one below " + levels().last());
    }
    return evaluation.glimpse(measured, level);
  }

  /**
   * Draws until so many distinct architectures are found that keep the constraints and were not
   * evaluated. Those that break a constraint are drawn anew a few times, then pulled towards their
   * anchors by crossover, then given up.
   *
   * @return fewer, or none, where the draws do not give that many
   */
  public Set<Measured> fresh(int count, Supplier<Draft> drafts) {
    return draw.fresh(count, drafts);
  }

  /** Random architectures that keep the constraints and were not evaluated: see {@link #fresh}. */
  public Set<Measured> strangers(int count) {
    return fresh(count, () -> new Draft(sample(), start.arch()));
  }

  /**
   * Counts something that a strategy wants to tell about its run.
   *
   * @param what a phrase, for example {@code fresh starts}
   */
  public void count(String what, int times) {
    counts.merge(what, times, Integer::sum);
  }

  SearchResult result(String strategy) {
    return evaluation.result(strategy, seed, counts);
  }
}
