package io.edgenas.search.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * All runs of one contestant.
 *
 * @param label the contestant's
 * @param runs one per seed, in the order of the seeds; at least one
 */
public record Entry(String label, List<Run> runs) {
  /**
   * One place on the line that half of the runs reach.
   *
   * @param at a number of queries, or a cost
   */
  public record Place(double at, Spread top1) {}

  public Entry {
    runs = List.copyOf(runs);
  }

  /** One number of every run, in the order of the seeds. */
  double[] each(ToDoubleFunction<Run> number) {
    return runs.stream().mapToDouble(number).toArray();
  }

  /** What the strategy counted, by phrases, as means over the runs. */
  public Map<String, Double> meanCounts() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (Run run : runs) {
      run.counts().forEach((what, times) -> means.merge(what, (double) times, Double::sum));
    }
    means.replaceAll((what, sum) -> sum / runs.size());
    return means;
  }

  /** The best accuracy after a number of queries. */
  public Spread bestAfter(int queries) {
    return Spread.of(each(run -> run.bestAfter(queries)));
  }

  /** The best accuracy against queries. */
  public List<Place> curve(List<Integer> queries) {
    return queries.stream().map(count -> new Place(count, bestAfter(count))).toList();
  }

  /**
   * The best accuracy against cost, at every cost where it rises in some run: what half of the runs
   * attain, and their spread (Grunert da Fonseca, Fonseca and Hall, Inferential Performance
   * Assessment of Stochastic Optimisers and the Attainment Function, 2001). Begins at the cost that
   * every run reaches; empty without a cost.
   */
  public List<Place> front() {
    TreeSet<Double> costs = new TreeSet<>();
    runs.forEach(run -> run.front().forEach(point -> costs.add(point.cost())));
    List<Place> places = new ArrayList<>();
    for (double cost : costs) {
      double[] attained = new double[runs.size()];
      boolean everywhere = true;
      for (int i = 0; i < attained.length && everywhere; i++) {
        OptionalDouble top1 = bestWithin(runs.get(i), cost);
        everywhere = top1.isPresent();
        attained[i] = top1.orElse(Double.NaN);
      }
      if (everywhere) {
        places.add(new Place(cost, Spread.of(attained)));
      }
    }
    return places;
  }

  private static OptionalDouble bestWithin(Run run, double cost) {
    return run.front().stream()
        .filter(point -> point.cost() <= cost)
        .mapToDouble(FrontPoint::top1)
        .max();
  }
}
