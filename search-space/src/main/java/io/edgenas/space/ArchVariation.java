package io.edgenas.space;

import io.edgenas.base.value.Require;
import io.edgenas.network.Arch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Sampling, mutation, crossover and neighbourhood of a space's architectures: the primitives of
 * training and search. Everything drawn is a function of the generator given.
 *
 * <p>Mutation and crossover follow once-for-all's evolution finder ({@code mutate_sample}, {@code
 * crossover_sample}): every decision on its own. Deviation: what an architecture does not have is
 * not decided in it, so decisions that a larger extent brings in are drawn anew (mutation) or come
 * from the parent that has them (crossover).
 */
public final class ArchVariation {
  private final DecisionSpace open;

  /** Varies over all resolutions of the space. */
  public ArchVariation(DecisionSpace space) {
    this(space, space.resolutions());
  }

  /** Varies over the given resolutions of the space. */
  public ArchVariation(DecisionSpace space, List<Integer> resolutions) {
    for (int resolution : Choices.resolutions(resolutions)) {
      Require.oneOf("resolution", resolution, space.resolutions());
    }
    this.open = space.withResolutions(resolutions);
  }

  public List<Integer> resolutions() {
    return open.resolutions();
  }

  /** Draws each choice uniformly, in the order of the decisions. */
  public Arch sample(RandomGenerator random) {
    return open.build(Choosers.random(random));
  }

  /**
   * Draws each decision anew with the given probability.
   *
   * @param probability 0 to 1, per decision
   */
  public Arch mutate(Arch arch, double probability, RandomGenerator random) {
    Require.range("mutation probability", probability, 0, 1);
    Chooser fresh = Choosers.random(random);
    return open.build(
        new Chooser() {
          @Override
          public <T> T choose(Decision<T> decision) {
            boolean redraw = random.nextDouble() < probability;
            Optional<T> now = decision.in(arch);
            return redraw || now.isEmpty() ? fresh.choose(decision) : now.get();
          }
        });
  }

  /**
   * Draws one decision anew, to another choice, and with it the decisions that it brings in. Each
   * decision that the architecture has, and that leaves a choice, is the one with equal chance;
   * where there is none, the architecture stays as it is.
   */
  public Arch mutateOne(Arch arch, RandomGenerator random) {
    List<String> names =
        open.decisions().stream()
            .filter(decision -> decision.choices().size() > 1 && decision.in(arch).isPresent())
            .map(Decision::name)
            .toList();
    if (names.isEmpty()) {
      return arch;
    }
    String changed = names.get(random.nextInt(names.size()));
    Chooser fresh = Choosers.random(random);
    return open.build(
        new Chooser() {
          @Override
          public <T> T choose(Decision<T> decision) {
            Optional<T> now = decision.in(arch);
            if (now.isEmpty()) {
              return fresh.choose(decision);
            }
            return decision.name().equals(changed) ? other(decision, now.get()) : now.get();
          }

          private <T> T other(Decision<T> decision, T now) {
            int place = random.nextInt(decision.choices().size() - 1);
            boolean before = place < decision.choices().indexOf(now);
            return decision.choices().get(before ? place : place + 1);
          }
        });
  }

  /** Takes each decision from one of two parents, with equal chance: uniform crossover. */
  public Arch crossover(Arch a, Arch b, RandomGenerator random) {
    return open.build(
        new Chooser() {
          @Override
          public <T> T choose(Decision<T> decision) {
            return inheritance(decision, random.nextBoolean(), a, b);
          }
        });
  }

  /**
   * Takes the decisions before a random cut from {@code a} and those behind it from {@code b}
   * (single-point crossover: Goldberg, Genetic Algorithms, 1989, chapter 1). Each place between two
   * decisions that leave a choice is cut with equal chance; what the parent on a side does not have
   * comes from the other.
   */
  public Arch singlePointCrossover(Arch a, Arch b, RandomGenerator random) {
    List<String> names =
        open.decisions().stream()
            .filter(decision -> decision.choices().size() > 1)
            .map(Decision::name)
            .toList();
    int cut = names.size() < 2 ? names.size() : 1 + random.nextInt(names.size() - 1);
    Set<String> behind = Set.copyOf(names.subList(cut, names.size()));
    return open.build(
        new Chooser() {
          @Override
          public <T> T choose(Decision<T> decision) {
            return inheritance(decision, !behind.contains(decision.name()), a, b);
          }
        });
  }

  private static <T> T inheritance(Decision<T> decision, boolean first, Arch a, Arch b) {
    return decision.in(first ? a : b).or(() -> decision.in(first ? b : a)).orElseThrow();
  }

  /**
   * Every architecture that differs in one place of one decision. An extent makes one step only:
   * the last decisions go, or new ones come, all with the same choice, which may be any. In a fixed
   * order; without {@code arch} itself.
   */
  public List<Arch> neighbours(Arch arch) {
    List<Arch> found = new ArrayList<>();
    for (Decision<?> decision : open.decisions()) {
      addNeighbours(arch, decision, found);
    }
    return found;
  }

  private <T> void addNeighbours(Arch arch, Decision<T> decision, List<Arch> found) {
    Optional<T> now = decision.in(arch);
    if (now.isEmpty()) {
      return;
    }
    int index = decision.choices().indexOf(now.get());
    if (!decision.isExtent()) {
      decision.besides(index).forEach(other -> found.add(new Change(arch, decision, other).make()));
      return;
    }
    if (index > 0) {
      found.add(new Change(arch, decision, index - 1).make());
    }
    if (index + 1 < decision.choices().size()) {
      Change larger = new Change(arch, decision, index + 1);
      do {
        found.add(larger.make());
      } while (larger.next());
    }
  }

  /** One decision of an architecture with another choice, and what comes with it. */
  private final class Change implements Chooser {
    private final Arch arch;
    private final Decision<?> changed;
    private final int choice;
    private int added;
    private int addable;

    Change(Arch arch, Decision<?> changed, int choice) {
      this.arch = arch;
      this.changed = changed;
      this.choice = choice;
    }

    Arch make() {
      return open.build(this);
    }

    /** Moves on to the next choice of the decisions that come new; false if that was the last. */
    boolean next() {
      return ++added < addable;
    }

    @Override
    public <T> T choose(Decision<T> decision) {
      if (decision == changed) {
        return decision.choices().get(choice);
      }
      return decision.in(arch).orElseGet(() -> newcomer(decision));
    }

    private <T> T newcomer(Decision<T> decision) {
      List<T> choices = decision.choices();
      addable = Math.max(addable, choices.size());
      return choices.get(added % choices.size());
    }
  }
}
