package io.edgenas.search.compare;

import io.edgenas.base.statistics.RankSum;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What runs tell: how each strategy stands against a reference.
 *
 * @param reference what all are measured against: random search
 * @param queries of every run
 * @param optimum the best accuracy there is, where it is known
 */
public record Scoreboard(Entry reference, int queries, OptionalDouble optimum) {
  private static final int MOST_PLACES = 400;

  /** Sums of a few decimals differ in their last bits. */
  private static final double ROUNDING = 1e-12;

  /**
   * The numbers of queries at which standings are shown: an eighth of all, twice that and so on.
   */
  public List<Integer> stages() {
    return Stream.of(8, 4, 2, 1).map(part -> Math.max(1, queries / part)).distinct().toList();
  }

  /**
   * The numbers of queries at which curves are drawn: all, or some hundred from dense to sparse.
   */
  public List<Integer> places() {
    if (queries <= MOST_PLACES) {
      return IntStream.rangeClosed(1, queries).boxed().toList();
    }
    return IntStream.rangeClosed(0, MOST_PLACES)
        .map(i -> (int) Math.round(Math.pow(queries, (double) i / MOST_PLACES)))
        .distinct()
        .boxed()
        .toList();
  }

  /** How a strategy stands after a number of queries. */
  public Standing standing(Entry entry, int after) {
    RankSum test =
        RankSum.of(
            entry.each(run -> run.bestAfter(after)), reference.each(run -> run.bestAfter(after)));
    return new Standing(
        entry.label(),
        after,
        entry.bestAfter(after),
        test,
        entry.label().equals(reference.label()) ? Verdict.REFERENCE : Verdict.of(test),
        optimal(entry, after));
  }

  private int optimal(Entry entry, int after) {
    return optimum.isEmpty()
        ? 0
        : (int)
            entry.runs().stream()
                .filter(run -> run.bestAfter(after) >= optimum.getAsDouble() - ROUNDING)
                .count();
  }

  /**
   * After how many queries the best there is was reached in half of the runs; empty where it was
   * not, or is not known.
   */
  public OptionalDouble queriesToOptimum(Entry entry) {
    if (optimum.isEmpty()) {
      return OptionalDouble.empty();
    }
    double median =
        Spread.of(
                entry.each(
                    run ->
                        run.queriesTo(optimum.getAsDouble() - ROUNDING)
                            .map(Integer::doubleValue)
                            .orElse(Double.MAX_VALUE)))
            .median();
    return median <= queries ? OptionalDouble.of(median) : OptionalDouble.empty();
  }
}
