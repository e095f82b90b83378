package io.edgenas.pipeline.extract;

import io.edgenas.network.Arch;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.pipeline.extract.SubnetSearch.Found;
import io.edgenas.search.Candidate;
import io.edgenas.search.accuracy.AccuracyModel;
import io.edgenas.search.accuracy.Belief;
import io.edgenas.search.front.Pareto;
import java.util.List;
import java.util.Optional;

/**
 * What else there is beside an answer: the next best within the budget, and the fastest beyond it
 * that is likely to be better.
 *
 * @param next empty where nothing else keeps the budget
 * @param above empty where nothing up to {@code searchedToMs} is likely to be better
 * @param searchedToMs how far beyond the budget was looked
 * @param images how many the accuracies were learned from
 */
public record Outlook(
    Finalist best,
    Optional<Finalist> next,
    Optional<Finalist> above,
    double searchedToMs,
    int images) {
  /** A chance from which something counts as likely. */
  public static final double LIKELY = 0.8;

  private static final double FARTHEST = 1.5;

  /**
   * Looks around the answer of a search that no image has judged.
   *
   * @param images how many the model was learned from
   */
  public static Outlook of(
      SubnetSearch search, AccuracyModel model, Found found, Effort effort, int images) {
    List<Candidate> best = found.result().finalists(2);
    List<Belief> beliefs = model.beliefs(best.stream().map(Candidate::arch).toList());
    return of(search, model, Finals.rank(best, beliefs), found.budgetMs(), effort, images);
  }

  /**
   * Looks around an answer.
   *
   * @param ranked best first; the first is the answer
   * @param images how many the model was learned from
   */
  static Outlook of(
      SubnetSearch search,
      AccuracyModel model,
      List<Finalist> ranked,
      double budgetMs,
      Effort effort,
      int images) {
    Finalist best = ranked.get(0);
    double toMs = FARTHEST * budgetMs;
    List<Candidate> front =
        Pareto.front(
            search.beyond(budgetMs, toMs, effort),
            candidate -> candidate.values().get(0),
            Candidate::top1);
    List<Arch> archs = front.stream().map(Candidate::arch).toList();
    List<Belief> beliefs = model.beliefs(archs);
    Optional<Finalist> above = Optional.empty();
    for (int i = 0; i < front.size() && above.isEmpty(); i++) {
      if (beliefs.get(i).chanceToBeat(best.belief()) >= LIKELY) {
        above = Optional.of(new Finalist(front.get(i), beliefs.get(i)));
      }
    }
    return new Outlook(best, ranked.stream().skip(1).findFirst(), above, toMs, images);
  }
}
