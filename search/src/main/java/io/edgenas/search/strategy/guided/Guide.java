package io.edgenas.search.strategy.guided;

import io.edgenas.network.Arch;
import io.edgenas.search.Measured;
import io.edgenas.search.SearchSession;
import io.edgenas.search.strategy.guided.Knowledge.Evaluated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The rounds of one {@link GuidedSearch}: draw children, believe, evaluate the best, learn. */
final class Guide {
  private static final int COMPARED = 64;
  private static final int MAX_MUTATIONS = 3;

  /** Rounds in which every resolution has parents: the best one shows itself late. */
  private static final int OPENING = 8;

  /** Samples and batches shrink with the budget, so that few evaluations are guided ones, too. */
  private static final int SAMPLE_SHARE = 5;

  private static final int BATCH_SHARE = 50;

  /** A population that is given up has had this share of the evaluations, at least. */
  private static final int ERA_SHARE = 8;

  /** Later populations need fewer founders by this factor: the model has been taught. */
  private static final int LATER_FOUNDERS = 4;

  /** The share of the evaluations that is kept for a population of all others' best. */
  private static final int RESERVE_SHARE = 5;

  /** How many of each population that one has. */
  private static final int HEIRS = 8;

  private static final int MOST_OF_ONE_PARENT = 16;
  private static final int MAX_EMPTY_ROUNDS = 5;

  /** Children that are drawn together, by one thread. */
  private static final int LITTER = 64;

  private final GuidedOptions options;
  private final SearchSession session;
  private final RandomGenerator random;
  private final Knowledge knowledge;
  private final int[] open;
  private final int batch;
  private final int samples;

  /** A drawn architecture, and how good it is believed to be. */
  private record Child(int[] choices, Evaluated parent, double promise) {}

  Guide(GuidedOptions options, SearchSession session) {
    this.options = options;
    this.session = session;
    this.random = session.random();
    this.knowledge = new Knowledge(session);
    this.open = knowledge.open();
    int budget = session.budget().evaluations();
    this.batch = Math.min(options.batch(), Math.max(1, budget / BATCH_SHARE));
    this.samples = Math.min(options.samples(), Math.max(1, budget / SAMPLE_SHARE));
  }

  /** Founds populations until nothing remains, or nothing new is found. */
  void run() {
    if (open.length == 0) {
      return;
    }
    knowledge.compareResolutions(COMPARED);
    int count = samples;
    int reserve = session.budget().evaluations() / RESERVE_SHARE;
    Population hall = new Population(options.population());
    int empty = 0;
    while (session.remaining() > 0 && empty < MAX_EMPTY_ROUNDS) {
      List<Evaluated> founders = knowledge.evaluate(session.strangers(count));
      count = Math.max(1, samples / LATER_FOUNDERS);
      empty = founders.isEmpty() ? empty + 1 : 0;
      Population population = new Population(options.population());
      population.add(founders);
      if (!founders.isEmpty()) {
        era(population, OPENING, reserve);
        hall.add(population.parents().stream().limit(HEIRS).toList());
      }
      if (session.remaining() <= reserve) {
        era(hall, 0, 0);
        reserve = 0;
      }
    }
  }

  /**
   * The rounds of one population.
   *
   * @param opening rounds in which every resolution has parents
   * @param reserve evaluations that are to be left
   */
  private void era(Population population, int opening, int reserve) {
    int from = session.remaining();
    int least = session.budget().evaluations() / ERA_SHARE;
    int empty = 0;
    int stale = 0;
    for (int round = 0;
        session.remaining() > reserve
            && empty < MAX_EMPTY_ROUNDS
            && (stale < options.patience() || from - session.remaining() < least);
        round++) {
      List<Evaluated> parents = round < opening ? population.parentsOfAll() : population.parents();
      List<Evaluated> added = knowledge.evaluate(promising(parents));
      population.add(added);
      empty = added.isEmpty() ? empty + 1 : 0;
      boolean better =
          added.stream().anyMatch(each -> Evaluated.BEST_FIRST.compare(each, parents.get(0)) < 0);
      stale = better ? 0 : stale + 1;
    }
  }

  /** The children that promise most, are new and do keep the constraints. */
  private Set<Measured> promising(List<Evaluated> parents) {
    List<Child> children = children(parents);
    children.sort(Comparator.comparingDouble(Child::promise).reversed());
    Map<Evaluated, Integer> siblings = new HashMap<>();
    Set<Measured> chosen = new LinkedHashSet<>();
    int next = 0;
    while (next < children.size() && chosen.size() < batch) {
      List<Arch> archs = new ArrayList<>();
      while (next < children.size() && archs.size() < batch - chosen.size()) {
        Child child = children.get(next++);
        if (siblings.merge(child.parent, 1, Integer::sum) <= MOST_OF_ONE_PARENT) {
          archs.add(knowledge.arch(child.choices));
        }
      }
      knowledge.measure(archs).stream().filter(Measured::fresh).forEach(chosen::add);
    }
    return chosen;
  }

  /** Litters are drawn side by side, each with a seed of its own: threads change nothing. */
  private List<Child> children(List<Evaluated> parents) {
    parents.forEach(parent -> knowledge.surrogate(parent.resolution()));
    int count = batch * options.children();
    List<Litter> litters = new ArrayList<>();
    for (int from = 0; from < count; from += LITTER) {
      litters.add(new Litter(parents, Math.min(LITTER, count - from), random.nextLong()));
    }
    return litters.parallelStream()
        .flatMap(litter -> litter.children().stream())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Some children of the same parents. */
  private final class Litter {
    private final List<Evaluated> parents;
    private final int size;
    private final RandomGenerator random;
    private final Repair repair;

    Litter(List<Evaluated> parents, int size, long seed) {
      this.parents = parents;
      this.size = size;
      this.random = new SplittableRandom(seed);
      this.repair = new Repair(knowledge.sizes(), open, random);
    }

    List<Child> children() {
      List<Child> children = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        Evaluated parent = parents.get(random.nextInt(parents.size()));
        boolean cross = random.nextDouble() < options.crossover();
        Evaluated other = cross ? parents.get(random.nextInt(parents.size())) : parent;
        child(parent, other).ifPresent(children::add);
      }
      return children;
    }

    /** Empty if it is not believed to keep the constraints. */
    private Optional<Child> child(Evaluated parent, Evaluated other) {
      Surrogate surrogate = knowledge.fitted(parent.resolution());
      int[] own = full(parent.code());
      Sketch start = new Sketch(surrogate, own.clone());
      int mutations = 1 + random.nextInt(MAX_MUTATIONS);
      if (other != parent) {
        int[] others = full(other.code());
        for (int decision : open) {
          own[decision] = random.nextBoolean() ? own[decision] : others[decision];
        }
        mutations--;
      }
      Sketch sketch = new Sketch(surrogate, own);
      repair.scramble(sketch, mutations);
      repair.repair(sketch);
      double promise = parent.candidate().top1() + sketch.gain() - start.gain();
      return sketch.excess() > 0
          ? Optional.empty()
          : Optional.of(new Child(sketch.choices(), parent, promise));
    }
  }

  /** With the first choice where a decision is absent: what comes to be there starts small. */
  private static int[] full(int[] code) {
    int[] full = new int[code.length];
    for (int d = 0; d < code.length; d++) {
      full[d] = Math.max(0, code[d]);
    }
    return full;
  }
}
