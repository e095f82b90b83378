package io.edgenas.search.compare;

import io.edgenas.search.Candidate;
import io.edgenas.search.Metric;
import io.edgenas.search.SearchResult;
import io.edgenas.search.front.Pareto;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is kept of one search: how good it was after each query, and the front that it saw. A part
 * of an evaluation is that part of a query.
 */
public final class Run {
  private final long seed;
  private final Candidate best;
  private final double[] bestAfter;
  private final List<FrontPoint> front;
  private final Map<String, Integer> counts;
  private final double seconds;

  private Run(
      long seed,
      Candidate best,
      double[] bestAfter,
      List<FrontPoint> front,
      Map<String, Integer> counts,
      double seconds) {
    this.seed = seed;
    this.best = best;
    this.bestAfter = bestAfter;
    this.front = front;
    this.counts = counts;
    this.seconds = seconds;
  }

  /**
   * Keeps what counts of a search.
   *
   * @param cost what a front is over, beside accuracy
   */
  static Run of(SearchResult result, Optional<Metric> cost, double seconds) {
    List<Candidate> evaluated = result.evaluated();
    double spent = result.spent().get(evaluated.size() - 1);
    double[] bestAfter = new double[(int) Math.ceil(spent)];
    double best = Double.NEGATIVE_INFINITY;
    int next = 0;
    for (int i = 0; i < bestAfter.length; i++) {
      for (; next < evaluated.size() && result.spent().get(next) <= i + 1; next++) {
        best = Math.max(best, evaluated.get(next).top1());
      }
      bestAfter[i] = best;
    }
    return new Run(
        result.seed(),
        result.best(),
        bestAfter,
        cost.map(metric -> front(evaluated, metric)).orElse(List.of()),
        result.counts(),
        seconds);
  }

  private static List<FrontPoint> front(List<Candidate> evaluated, Metric cost) {
    double[] costs = cost.values(evaluated.stream().map(Candidate::arch).toList());
    List<FrontPoint> points =
        IntStream.range(0, costs.length)
            .mapToObj(i -> new FrontPoint(costs[i], evaluated.get(i).top1()))
            .toList();
    return List.copyOf(Pareto.front(points, FrontPoint::cost, FrontPoint::top1));
  }

  public long seed() {
    return seed;
  }

  /** The most accurate architecture. */
  public Candidate best() {
    return best;
  }

  /**
   * How many queries the strategy spent until its last candidate: fewer than it had where it found
   * nothing more to ask.
   */
  public int queries() {
    return bestAfter.length;
  }

  /** The best accuracy of the first {@code queries}, at least one. */
  public double bestAfter(int queries) {
    return bestAfter[Math.min(queries, bestAfter.length) - 1];
  }

  /** After how many queries an accuracy was reached; empty if it never was. */
  public Optional<Integer> queriesTo(double top1) {
    return IntStream.range(0, bestAfter.length)
        .filter(i -> bestAfter[i] >= top1)
        .mapToObj(i -> i + 1)
        .findFirst();
  }

  /** What no other evaluated architecture beats, by ascending cost; empty without a cost. */
  public List<FrontPoint> front() {
    return front;
  }

  /** What the strategy counted, by phrases. */
  public Map<String, Integer> counts() {
    return counts;
  }

  /** How long the search took by the clock. */
  public double seconds() {
    return seconds;
  }
}
