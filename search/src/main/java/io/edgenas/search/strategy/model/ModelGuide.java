package io.edgenas.search.strategy.model;

import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.Draft;
import io.edgenas.search.Measured;
import io.edgenas.search.SearchSession;
import io.edgenas.search.accuracy.ArchEncoding;
import io.edgenas.search.accuracy.Belief;
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
  private static final double GROWTH = 1.2;

  private final BayesianOptions options;
  private final SearchSession session;
  private final ArchEncoding encoding;
  private final Map<Arch, Double> known = new LinkedHashMap<>();
  private final Map<Arch, Double> allowed = new LinkedHashMap<>();
  private Optional<GaussianAccuracyModel> model;
  private int parametersOf;

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
    this.model = start;
    this.parametersOf = start.isPresent() ? given.size() : 0;
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
    this.encoding =
        new ArchEncoding(
            session.problem().space().withResolutions(session.problem().resolutions()),
            session.problem().descriptors());
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
    fit();
    double best = bestBelieved();
    Map<Arch, Promise> promises = new LinkedHashMap<>();
    judge(drawn(), best, promises);
    for (int step = 0; step < CLIMB_STEPS; step++) {
      List<Arch> around = new ArrayList<>();
      ranked(promises.values()).stream()
          .limit(CLIMBS)
          .forEach(promise -> around.addAll(session.neighbours(promise.measured().arch())));
      judge(session.measure(around), best, promises);
    }
    return ranked(promises.values());
  }

  private void fit() {
    Map<Arch, Double> samples = samples();
    List<Arch> archs = List.copyOf(samples.keySet());
    double[] values = samples.values().stream().mapToDouble(Double::doubleValue).toArray();
    boolean grown = archs.size() >= GROWTH * parametersOf;
    model =
        Optional.of(
            model
                .map(before -> grown ? before.refitted(archs, values) : before.with(archs, values))
                .orElseGet(() -> GaussianAccuracyModel.fitted(encoding, archs, values)));
    parametersOf = grown ? archs.size() : parametersOf;
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

  private double bestBelieved() {
    List<Arch> best = parents();
    double highest = Double.NEGATIVE_INFINITY;
    for (double mean : model.orElseThrow().top1(best)) {
      highest = Math.max(highest, mean);
    }
    return highest;
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

  private void judge(Collection<Measured> drawn, double best, Map<Arch, Promise> promises) {
    List<Measured> unknown =
        drawn.stream()
            .distinct()
            .filter(Measured::fresh)
            .filter(measured -> !known.containsKey(measured.arch()))
            .filter(measured -> !promises.containsKey(measured.arch()))
            .toList();
    List<Belief> beliefs =
        model.orElseThrow().beliefs(unknown.stream().map(Measured::arch).toList());
    for (int i = 0; i < unknown.size(); i++) {
      promises.put(
          unknown.get(i).arch(), new Promise(unknown.get(i), promise(beliefs.get(i), best)));
    }
  }

  private double promise(Belief belief, double best) {
    return options.acquisition().equals(BayesianOptions.MEAN)
        ? belief.mean()
        : ExpectedImprovement.of(belief, best);
  }

  private static List<Promise> ranked(Collection<Promise> promises) {
    return promises.stream().sorted(Comparator.comparingDouble(Promise::value).reversed()).toList();
  }
}
