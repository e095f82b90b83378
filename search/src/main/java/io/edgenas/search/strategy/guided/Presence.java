package io.edgenas.search.strategy.guided;

import io.edgenas.search.strategy.part.DecisionCode;
import io.edgenas.space.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which decisions an architecture has. Only extents change that, so an answer is remembered by
 * them: the space is asked to build once for each combination that is met.
 */
final class Presence {
  private final DecisionCode decisions;
  private final boolean[] extent;
  private final Map<List<Integer>, boolean[]> known = new HashMap<>();

  Presence(DecisionCode decisions) {
    this.decisions = decisions;
    List<Decision<?>> all = decisions.decisions();
    this.extent = new boolean[all.size()];
    for (int d = 0; d < extent.length; d++) {
      extent[d] = all.get(d).isExtent();
    }
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
    List<Integer> key = new ArrayList<>();
    for (int d = 0; d < extent.length; d++) {
      if (extent[d]) {
        key.add(choices[d]);
      }
    }
    boolean[] present = known.get(key);
    if (present == null) {
      present = asked(choices);
      known.put(key, present);
    }
    return present;
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
