package io.edgenas.space;

import io.edgenas.base.input.BadInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Different architectures in which the choices of a space come up equally often: what a model of
 * choices learns most from. Every choice (the resolution, a stage's width and depth, kernel and
 * expand of a block) is dealt from its own shuffled deck, which is taken up again when it is empty;
 * so after n architectures two values of a choice differ by at most one in how often they came up,
 * but for draws that were repeated because they gave the same architecture again. The first two
 * have the smallest and the largest resolution.
 */
public final class BalancedSample {
  private static final int MAX_REPEATS = 2_000;

  private final SearchSpace space;
  private final RandomGenerator random;
  private final Map<String, Deque<Object>> decks = new HashMap<>();

  private BalancedSample(SearchSpace space, RandomGenerator random) {
    this.space = space;
    this.random = random;
    List<Integer> resolutions = space.resolutions();
    List<Object> shuffled = shuffled(resolutions);
    Deque<Object> deck = new ArrayDeque<>();
    deck.add(resolutions.get(0));
    deck.add(resolutions.get(resolutions.size() - 1));
    shuffled.stream().filter(r -> !deck.contains(r)).forEach(deck::add);
    decks.put("resolution", deck);
  }

  /**
   * Draws architectures; a function of the generator.
   *
   * @throws BadInputException if the space does not give so many
   */
  public static List<ArchSpec> draw(SearchSpace space, int count, RandomGenerator random) {
    BalancedSample sample = new BalancedSample(space, random);
    Set<ArchSpec> drawn = new LinkedHashSet<>();
    for (int repeats = 0; drawn.size() < count && repeats < MAX_REPEATS; ) {
      repeats = drawn.add(sample.next()) ? 0 : repeats + 1;
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

  private ArchSpec next() {
    int resolution = deal("resolution", space.resolutions());
    List<StageChoice> stages = new ArrayList<>();
    for (int i = 0; i < space.stages().size(); i++) {
      StageSpec stage = space.stages().get(i);
      String name = "stage " + i;
      OptionalInt width =
          stage.elasticWidth()
              ? OptionalInt.of(deal(name + " width", stage.widths()))
              : OptionalInt.empty();
      int depth = deal(name + " depth", stage.depths());
      List<BlockChoice> blocks = new ArrayList<>();
      for (int j = 0; j < depth; j++) {
        blocks.add(deal(name + " block " + j, blocks(stage)));
      }
      stages.add(new StageChoice(width, blocks));
    }
    return new ArchSpec(resolution, stages);
  }

  private static List<BlockChoice> blocks(StageSpec stage) {
    return stage.kernels().stream()
        .flatMap(kernel -> stage.expands().stream().map(e -> new BlockChoice(kernel, e)))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private <T> T deal(String choice, List<T> values) {
    Deque<Object> deck = decks.computeIfAbsent(choice, c -> new ArrayDeque<>());
    if (deck.isEmpty()) {
      deck.addAll(shuffled(values));
    }
    return (T) deck.removeFirst();
  }

  private List<Object> shuffled(List<?> values) {
    List<Object> shuffled = new ArrayList<>(values);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Object moved = shuffled.set(j, shuffled.get(i));
      shuffled.set(i, moved);
    }
    return shuffled;
  }
}
