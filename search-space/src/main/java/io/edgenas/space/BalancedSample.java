package io.edgenas.space;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Different architectures in which the choices of a space come up equally often: what a model of
 * choices learns most from. Every decision is dealt from its own shuffled deck, which is taken up
 * again when it is empty; so after n architectures two values of a choice differ by at most one in
 * how often they came up, but for draws that were repeated because they gave the same architecture
 * again. The first two have the smallest and the largest resolution.
 */
public final class BalancedSample implements Chooser {
  private static final int MAX_REPEATS = 2_000;

  private final DecisionSpace space;
  private final RandomGenerator random;
  private final Map<String, Deque<Integer>> decks = new HashMap<>();

  private BalancedSample(DecisionSpace space, RandomGenerator random) {
    this.space = space;
    this.random = random;
  }

  /**
   * Draws architectures; a function of the generator.
   *
   * @throws BadInputException if the space does not give so many
   */
  public static List<Arch> draw(DecisionSpace space, int count, RandomGenerator random) {
    BalancedSample sample = new BalancedSample(space, random);
    Set<Arch> drawn = new LinkedHashSet<>();
    for (int repeats = 0; drawn.size() < count && repeats < MAX_REPEATS; ) {
      repeats = drawn.add(space.build(sample)) ? 0 : repeats + 1;
    }
    if (drawn.size() < count) {
      throw new BadInputException(
          "a sample of "
              + count
              + ": only "
              + drawn.size()
              + " different architectures came up in "
              + space.name()
              + ", which has "
              + space.size()
              + ": ask for fewer");
    }
    return List.copyOf(drawn);
  }

  @Override
  public <T> T choose(Decision<T> decision) {
    Deque<Integer> deck = decks.computeIfAbsent(decision.name(), this::newDeck);
    if (deck.isEmpty()) {
      deck.addAll(shuffled(decision.choices().size()));
    }
    return decision.choices().get(deck.removeFirst());
  }

  /** An empty deck; that of the resolution begins with the ends. */
  private Deque<Integer> newDeck(String decision) {
    Deque<Integer> deck = new ArrayDeque<>();
    if (decision.equals(Decision.RESOLUTION)) {
      int last = space.resolutions().size() - 1;
      List<Integer> shuffled = shuffled(last + 1);
      deck.add(0);
      deck.add(last);
      shuffled.stream().filter(index -> index > 0 && index < last).forEach(deck::add);
    }
    return deck;
  }

  private List<Integer> shuffled(int size) {
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Integer moved = shuffled.set(j, shuffled.get(i));
      shuffled.set(i, moved);
    }
    return shuffled;
  }
}
