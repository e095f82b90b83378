package io.edgenas.search;

import io.edgenas.space.ArchSpec;
import io.edgenas.space.ArchVariation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Draws architectures that keep the constraints and are new. once-for-all draws until one fits, for
 * ever if need be; here each draw is repeated a few times, then pulled towards an architecture that
 * is known to fit by crossover with it, which halves the difference each time, then given up.
 */
final class FeasibleDraw {
  private static final int REDRAWS = 4;
  private static final int PULLS = 6;

  private final Evaluation evaluation;
  private final ArchVariation variation;
  private final RandomGenerator random;

  FeasibleDraw(Evaluation evaluation, ArchVariation variation, RandomGenerator random) {
    this.evaluation = evaluation;
    this.variation = variation;
    this.random = random;
  }

  /**
   * A drawn architecture, and one that keeps the constraints to pull it to.
   *
   * @param arch may break constraints
   * @param anchor keeps them
   */
  record Draft(ArchSpec arch, ArchSpec anchor) {}

  /**
   * Up to {@code count} distinct architectures that keep the constraints and were not evaluated;
   * fewer where the draws do not give that many.
   */
  Set<ArchSpec> fresh(int count, Supplier<Draft> draw) {
    Set<ArchSpec> found = new LinkedHashSet<>();
    List<Draft> open = new ArrayList<>();
    for (int round = 0; round <= REDRAWS + PULLS && found.size() < count; round++) {
      List<Draft> drafts = new ArrayList<>();
      for (int slot = 0; slot < count - found.size(); slot++) {
        drafts.add(next(round, slot < open.size() ? open.get(slot) : null, draw));
      }
      evaluation.measure(drafts.stream().map(Draft::arch).toList());
      open.clear();
      for (Draft draft : drafts) {
        if (evaluation.isFresh(draft.arch())) {
          found.add(draft.arch());
        } else if (evaluation.violation(draft.arch()) > 0) {
          open.add(draft);
        }
      }
    }
    return found;
  }

  private Draft next(int round, Draft misfit, Supplier<Draft> draw) {
    return misfit == null || round <= REDRAWS
        ? draw.get()
        : new Draft(variation.crossover(misfit.arch(), misfit.anchor(), random), misfit.anchor());
  }
}
