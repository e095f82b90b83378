package io.edgenas.search.strategy.model;

import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.Draft;
import io.edgenas.search.Measured;
import io.edgenas.search.SearchSession;
import io.edgenas.search.accuracy.ArchEncoding;
import io.edgenas.search.accuracy.GaussianAccuracyModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rounds of one {@link BayesianSearch}: fit, look for what promises most, evaluate it. */
final class ModelGuide {
  private static final int FEWEST_SAMPLES = 2;
  private static final int PARENTS = 8;
  private static final int CLIMBS = 3;
  private static final int CLIMB_STEPS = 3;
  private static final double MUTATION_PROBABILITY = 0.15;
  private static final double STRANGERS = 0.25;

  /** One query in so many looks at the values as they are; the others look from close by. */
  private static final int PLAIN_EVERY = 4;

  private final BayesianOptions options;
  private final SearchSession session;
  private final Lens plain;
  private final Lens closeUp;
  private final Map<Arch, Double> known = new LinkedHashMap<>();
  private final Map<Arch, Double> allowed = new LinkedHashMap<>();
  private int rounds;

  private record Promise(Measured measured, double value) {}

  /**
   * @param start a model of what is known; empty to fit the first one anew
   * @param given what is known before the session evaluates anything
   */
  ModelGuide(
      BayesianOptions options,
      SearchSession session,
      Optional<GaussianAccuracyModel> start,
      List<EvaluatedArch> given) {
    this.options = options;
    this.session = session;
    given.forEach(each -> known.put(each.arch(), each.top1()));
    List<Integer> resolutions = session.problem().resolutions();
    session
        .measure(
            known.keySet().stream()
                .filter(arch -> resolutions.contains(arch.resolution()))
                .toList())
        .stream()
        .filter(Measured::feasible)
        .forEach(each -> allowed.put(each.arch(), known.get(each.arch())));
    ArchEncoding encoding =
        ArchEncoding.separate(
            session.problem().space().withResolutions(session.problem().resolutions()),
            session.problem().descriptors());
    this.plain = Lens.plain(encoding, start, given.size());
    this.closeUp = Lens.closeUp(encoding);
  }

  void run() {
    while (session.remaining() > 0
        && samples().size() >= FEWEST_SAMPLES
        && session.candidates().size() < options.mostSamples()) {
      List<Promise> promising = promising();
      if (promising.isEmpty()) {
        return;
      }
      session.evaluate(promising.stream().limit(options.batch()).map(Promise::measured).toList());
    }
  }

  private List<Promise> promising() {
    Lens lens = rounds++ % PLAIN_EVERY == 0 ? plain : closeUp;
    lens.fit(samples(), withEvaluated(allowed).keySet());
    Map<Arch, Promise> promises = new LinkedHashMap<>();
    judge(drawn(), lens, promises);
    for (int step = 0; step < CLIMB_STEPS; step++) {
      List<Arch> around = new ArrayList<>();
      ranked(promises.values()).stream()
          .limit(CLIMBS)
          .forEach(promise -> around.addAll(session.neighbours(promise.measured().arch())));
      judge(session.measure(around), lens, promises);
    }
    return ranked(promises.values());
  }

  /** Everything known and evaluated, in that order; an evaluation replaces what was known. */
  private Map<Arch, Double> samples() {
    return withEvaluated(known);
  }

  private Map<Arch, Double> withEvaluated(Map<Arch, Double> before) {
    Map<Arch, Double> all = new LinkedHashMap<>(before);
    session.candidates().forEach(candidate -> all.put(candidate.arch(), candidate.top1()));
    return all;
  }

  /** The best that keep the constraints, best first. */
  private List<Arch> parents() {
    return withEvaluated(allowed).entrySet().stream()
        .sorted(Map.Entry.<Arch, Double>comparingByValue().reversed())
        .limit(PARENTS)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Mutants and crossovers of the best, and strangers. */
  private Collection<Measured> drawn() {
    List<Arch> parents = parents();
    int strangers = (int) Math.ceil(STRANGERS * options.candidates());
    List<Measured> drawn = new ArrayList<>(session.strangers(strangers));
    drawn.addAll(session.fresh(options.candidates() - strangers, () -> child(parents)));
    return drawn;
  }

  private Draft child(List<Arch> parents) {
    Arch parent = pick(parents);
    Arch crossed =
        session.random().nextBoolean() ? session.crossover(parent, pick(parents)) : parent;
    return new Draft(session.mutate(crossed, MUTATION_PROBABILITY), parent);
  }

  private Arch pick(List<Arch> parents) {
    return parents.get(session.random().nextInt(parents.size()));
  }

  private void judge(Collection<Measured> drawn, Lens lens, Map<Arch, Promise> promises) {
    List<Measured> unknown =
        drawn.stream()
            .distinct()
            .filter(Measured::fresh)
            .filter(measured -> !known.containsKey(measured.arch()))
            .filter(measured -> !promises.containsKey(measured.arch()))
            .toList();
    List<Arch> archs = unknown.stream().map(Measured::arch).toList();
    double[] values =
        options.acquisition().equals(BayesianOptions.MEAN)
            ? lens.means(archs)
            : lens.improvements(archs);
    for (int i = 0; i < values.length; i++) {
      promises.put(archs.get(i), new Promise(unknown.get(i), values[i]));
    }
  }

  private static List<Promise> ranked(Collection<Promise> promises) {
    return promises.stream().sorted(Comparator.comparingDouble(Promise::value).reversed()).toList();
  }
}
