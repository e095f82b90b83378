package io.edgenas.search.strategy.part;

import io.edgenas.network.Arch;
import io.edgenas.search.SearchProblem;
import io.edgenas.space.Chooser;
import io.edgenas.space.Decision;
import io.edgenas.space.DecisionSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * The architectures of a problem as numbers: for every decision that leaves something open, in the
 * order in which it is asked, the index of what was chosen. For strategies that learn chances of
 * choices.
 */
public final class DecisionCode {
  /** Stands where an architecture does not have a decision. */
  public static final int ABSENT = -1;

  private final DecisionSpace space;
  private final List<Coded<?>> coded = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  /** A decision and the index of each of its choices. */
  private record Coded<T>(Decision<T> decision, Map<T, Integer> indices) {
    static <T> Coded<T> of(Decision<T> decision) {
      Map<T, Integer> indices = new HashMap<>();
      for (T choice : decision.choices()) {
        indices.put(choice, indices.size());
      }
      return new Coded<>(decision, indices);
    }

    int read(Arch arch) {
      Optional<T> choice = decision.in(arch);
      return choice.isPresent() ? indices.get(choice.get()) : ABSENT;
    }
  }

  /** Codes the architectures of the problem's space at its resolutions. */
  public DecisionCode(SearchProblem problem) {
    this.space = problem.space().withResolutions(problem.resolutions());
    for (Decision<?> decision : space.decisions()) {
      if (decision.choices().size() > 1) {
        places.put(decision.name(), coded.size());
        coded.add(Coded.of(decision));
      }
    }
  }

  /** The decisions that leave something open, in the order in which they are asked. */
  public List<Decision<?>> decisions() {
    List<Decision<?>> decisions = new ArrayList<>();
    coded.forEach(each -> decisions.add(each.decision()));
    return decisions;
  }

  /** The number of choices of each of {@link #decisions}. */
  public List<Integer> sizes() {
    return coded.stream().map(each -> each.decision().choices().size()).toList();
  }

  /**
   * Reads an architecture.
   *
   * @return the index of the choice of each of {@link #decisions}, or {@link #ABSENT}
   */
  public List<Integer> read(Arch arch) {
    return coded.stream().map(each -> each.read(arch)).toList();
  }

  /**
   * Makes an architecture.
   *
   * @param choice the index of a choice, given the place in {@link #decisions} of each decision
   *     that the architecture has; asked in order
   */
  public Arch make(IntUnaryOperator choice) {
    return space.build(
        new Chooser() {
          @Override
          public <T> T choose(Decision<T> decision) {
            Integer place = places.get(decision.name());
            return decision.choices().get(place == null ? 0 : choice.applyAsInt(place));
          }
        });
  }
}
