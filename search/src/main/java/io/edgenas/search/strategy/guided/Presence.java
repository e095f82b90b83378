package io.edgenas.search.strategy.guided;

import io.edgenas.search.strategy.part.DecisionCode;
import io.edgenas.space.Decision;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * Which decisions an architecture has. Only extents change that, so an answer is remembered by
 * them: the space is asked to build once for each combination that is met. For any number of
 * threads.
 */
final class Presence {
  /** Of spaces with more combinations nothing is remembered. */
  private static final int MOST_COMBINATIONS = 1 << 20;

  private final DecisionCode decisions;
  private final boolean[] extent;
  private final int[] extents;
  private final int[] sizes;
  private final AtomicReferenceArray<boolean[]> known;

  Presence(DecisionCode decisions) {
    this.decisions = decisions;
    List<Decision<?>> all = decisions.decisions();
    this.extent = new boolean[all.size()];
    for (int d = 0; d < extent.length; d++) {
      extent[d] = all.get(d).isExtent();
    }
    this.extents = IntStream.range(0, extent.length).filter(this::isExtent).toArray();
    this.sizes = decisions.sizes().stream().mapToInt(Integer::intValue).toArray();
    long combinations = 1;
    for (int place : extents) {
      combinations = Math.min(combinations * sizes[place], MOST_COMBINATIONS + 1L);
    }
    this.known =
        new AtomicReferenceArray<>(combinations > MOST_COMBINATIONS ? 0 : (int) combinations);
  }

  /** Whether a decision says how many others there are. */
  boolean isExtent(int decision) {
    return extent[decision];
  }

  /**
   * The decisions that the architecture of a full code has.
   *
   * @param choices a choice for every decision, also for those that may be absent
   * @return not to be changed
   */
  boolean[] of(int[] choices) {
    if (known.length() == 0) {
      return asked(choices);
    }
    int combination = 0;
    for (int place : extents) {
      combination = combination * sizes[place] + choices[place];
    }
    boolean[] before = known.get(combination);
    if (before == null) {
      before = asked(choices);
      known.set(combination, before);
    }
    return before;
  }

  private boolean[] asked(int[] choices) {
    boolean[] asked = new boolean[extent.length];
    decisions.make(
        place -> {
          asked[place] = true;
          return choices[place];
        });
    return asked;
  }
}
