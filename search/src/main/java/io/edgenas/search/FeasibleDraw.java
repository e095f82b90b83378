package io.edgenas.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Draws architectures that keep the constraints and are new. once-for-all draws until one fits, for
 * ever if need be; here each draw is repeated a few times, then pulled towards an architecture that
 * is known to fit by crossover with it, which halves the difference each time, then given up.
 */
final class FeasibleDraw {
  private static final int REDRAWS = 4;
  private static final int PULLS = 6;

  private final Evaluation evaluation;
  private final Variation variation;

  FeasibleDraw(Evaluation evaluation, Variation variation) {
    this.evaluation = evaluation;
    this.variation = variation;
  }

  /**
   * Draws up to {@code count} distinct architectures that keep the constraints and were not
   * evaluated; fewer where the draws do not give that many.
   */
  Set<Measured> fresh(int count, Supplier<Draft> draw) {
    Set<Measured> found = new LinkedHashSet<>();
    List<Draft> misfits = List.of();
    for (int round = 0; round <= REDRAWS + PULLS && found.size() < count; round++) {
      List<Draft> drafts = new ArrayList<>();
      for (int slot = 0; slot < count - found.size(); slot++) {
        boolean pull = round > REDRAWS && slot < misfits.size();
        drafts.add(pull ? pulled(misfits.get(slot)) : draw.get());
      }
      misfits = keepFitting(drafts, found);
    }
    return found;
  }

  private Draft pulled(Draft draft) {
    return new Draft(variation.crossover(draft.arch(), draft.anchor()), draft.anchor());
  }

  /** Adds the fresh ones to {@code found} and returns those that break a constraint. */
  private List<Draft> keepFitting(List<Draft> drafts, Set<Measured> found) {
    List<Draft> misfits = new ArrayList<>();
    List<Measured> measured = evaluation.measure(drafts.stream().map(Draft::arch).toList());
    for (int i = 0; i < drafts.size(); i++) {
      if (measured.get(i).fresh()) {
        found.add(measured.get(i));
      } else if (!measured.get(i).feasible()) {
        misfits.add(drafts.get(i));
      }
    }
    return misfits;
  }
}
