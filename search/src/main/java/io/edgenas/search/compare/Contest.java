package io.edgenas.search.compare;

import io.edgenas.base.value.Require;
import io.edgenas.search.Metric;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.SearchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Runs strategies on one problem, each with the same number of queries and the same seeds. The runs
 * share the cores, and the result does not depend on how many there are.
 *
 * @param problem whose metrics bear concurrent calls
 * @param cost what fronts are over, beside accuracy; empty for no fronts
 * @param queries of every run
 * @param firstSeed of the first run; the others follow
 * @param seeds number of runs of each strategy, 1 to {@value #MOST_SEEDS}
 */
public record Contest(
    SearchProblem problem, Optional<Metric> cost, SearchBudget queries, long firstSeed, int seeds) {
  /** More would not make a verdict clearer, and it would take long. */
  public static final int MOST_SEEDS = 100;

  /**
   * @throws io.edgenas.base.value.InvalidValueException if there are too few seeds or too many
   */
  public Contest {
    Require.range("number of seeds", seeds, 1, MOST_SEEDS);
  }

  /**
   * Runs all of them.
   *
   * @param threads how many runs go on at once
   * @param finished hears of every contestant in order, as soon as its runs are done
   * @return one entry per contestant, in order
   * @throws io.edgenas.search.InfeasibleBudgetException if no architecture keeps the constraints
   * @throws io.edgenas.base.input.BadInputException if the constraints cover none
   */
  public List<Entry> run(List<Contestant> contestants, int threads, Consumer<Entry> finished) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<List<Future<Run>>> runs = new ArrayList<>();
      for (Contestant contestant : contestants) {
        runs.add(
            LongStream.range(firstSeed, firstSeed + seeds)
                .mapToObj(seed -> workers.submit(() -> search(contestant, seed)))
                .toList());
      }
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        List<Run> done = new ArrayList<>();
        for (Future<Run> run : runs.get(i)) {
          done.add(result(run));
        }
        entries.add(new Entry(contestants.get(i).label(), done));
        finished.accept(entries.get(i));
      }
      return entries;
    } finally {
      workers.shutdownNow();
    }
  }

  private Run search(Contestant contestant, long seed) {
    long start = System.nanoTime();
    SearchResult result = contestant.maker().get().search(problem, queries, seed);
    return Run.of(result, cost, (System.nanoTime() - start) / 1e9);
  }

  private static Run result(Future<Run> run) {
    try {
      return run.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while strategies were compared", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a search failed", e.getCause());
    }
  }
}
