package io.edgenas.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * What every space of decisions does, whether networks come of it or not; {@link #space} is small
 * enough to walk through.
 */
public abstract class DecisionSpaceContract {
  private final RandomGenerator random = new SplittableRandom(1);

  /** The space that is tested, the same one each time. */
  protected abstract DecisionSpace space();

  /** An architecture of another family. */
  protected abstract Arch foreign();

  private List<Arch> drawn(int count) {
    ArchVariation variation = new ArchVariation(space());
    List<Arch> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(variation.sample(random));
    }
    return drawn;
  }

  /** Every architecture, found by walking over neighbours. */
  final Set<Arch> all() {
    ArchVariation variation = new ArchVariation(space());
    Set<Arch> reached = new LinkedHashSet<>(Set.of(space().smallest()));
    Deque<Arch> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      variation.neighbours(open.remove()).stream().filter(reached::add).forEach(open::add);
    }
    return reached;
  }

  @Test
  void asksItsDecisionsInOrderEachOnceTheResolutionFirst() {
    List<Decision<?>> asked = new ArrayList<>();
    Chooser largest = Choosers.largest();
    space()
        .build(
            new Chooser() {
              @Override
              public <T> T choose(Decision<T> decision) {
                asked.add(decision);
                return largest.choose(decision);
              }
            });
    assertEquals(Decision.RESOLUTION, asked.get(0).name());
    List<Decision<?>> inOrder = new ArrayList<>(space().decisions());
    inOrder.retainAll(asked);
    assertEquals(inOrder, asked);
    assertEquals(asked.size(), asked.stream().map(Decision::name).distinct().count());
  }

  /** Neighbours tell the decision that changes from the others by identity. */
  @Test
  void hasTheSameDecisionsHoweverOftenItIsAsked() {
    List<Decision<?>> first = space().decisions();
    List<Decision<?>> second = space().decisions();
    assertEquals(first.size(), second.size());
    for (int i = 0; i < first.size(); i++) {
      assertSame(first.get(i), second.get(i));
    }
  }

  @Test
  void whatIsChosenCanBeReadFromTheArchitecture() {
    Chooser drawing = Choosers.random(random);
    for (int i = 0; i < 50; i++) {
      List<Runnable> reads = new ArrayList<>();
      Arch[] arch = new Arch[1];
      Set<Decision<?>> asked = new HashSet<>();
      arch[0] =
          space()
              .build(
                  new Chooser() {
                    @Override
                    public <T> T choose(Decision<T> decision) {
                      T choice = drawing.choose(decision);
                      asked.add(decision);
                      reads.add(() -> assertEquals(choice, decision.in(arch[0]).orElseThrow()));
                      return choice;
                    }
                  });
      reads.forEach(Runnable::run);
      for (Decision<?> decision : space().decisions()) {
        assertEquals(asked.contains(decision), decision.in(arch[0]).isPresent(), decision.name());
      }
    }
  }

  @Test
  void textsAndArchitecturesBelongTogether() {
    for (Arch arch : drawn(100)) {
      assertEquals(arch, space().parse(arch.toString()));
      assertSame(arch, space().check(arch));
      assertTrue(arch.toString().matches("r" + arch.resolution() + "/[^ ,\"]+"), arch.toString());
    }
  }

  @Test
  void sizeCountsWhatNeighboursReach() {
    Set<Arch> all = all();
    assertEquals(space().size(), BigInteger.valueOf(all.size()));
    all.forEach(space()::check);
  }

  @Test
  void drawingReachesEverything() {
    assertEquals(all(), new HashSet<>(drawn(100 * all().size())));
  }

  @Test
  void neighboursAreDistinctAndOthers() {
    ArchVariation variation = new ArchVariation(space());
    for (Arch arch : drawn(20)) {
      List<Arch> neighbours = variation.neighbours(arch);
      assertEquals(neighbours.size(), new HashSet<>(neighbours).size());
      assertFalse(neighbours.contains(arch));
    }
  }

  @Test
  void aChildOfTwinsIsTheTwin() {
    ArchVariation variation = new ArchVariation(space());
    for (Arch arch : drawn(20)) {
      assertEquals(arch, variation.crossover(arch, arch, random));
      assertEquals(arch, variation.mutate(arch, 0, random));
    }
  }

  @Test
  void fewerResolutionsKeepTheRest() {
    int last = space().resolutions().get(space().resolutions().size() - 1);
    DecisionSpace narrow = space().withResolutions(List.of(last));
    assertEquals(List.of(last), narrow.resolutions());
    assertEquals(space().largest(), narrow.largest());
    assertEquals(space().smallest().withResolution(last), narrow.smallest());
    Arch drawn = space().build(Choosers.narrowed(narrow, Choosers.random(random)));
    assertSame(drawn, narrow.check(drawn));
  }

  @Test
  void refusesArchitecturesOfOtherFamilies() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> space().check(foreign()));
    assertTrue(e.getMessage().contains(foreign().toString()), e.getMessage());
  }

  @Test
  void balancedSamplesHaveNoTwins() {
    int count = Math.min(30, all().size() / 2);
    List<Arch> sample = BalancedSample.draw(space(), count, random);
    assertEquals(count, new HashSet<>(sample).size());
    sample.forEach(space()::check);
  }
}
