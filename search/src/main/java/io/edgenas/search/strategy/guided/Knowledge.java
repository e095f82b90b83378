package io.edgenas.search.strategy.guided;

import io.edgenas.network.Arch;
import io.edgenas.search.Candidate;
import io.edgenas.search.Measured;
import io.edgenas.search.SearchSession;
import io.edgenas.search.strategy.part.DecisionCode;
import io.edgenas.space.Decision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that a search has been told, and what it believes of the rest: a {@link Surrogate} for each
 * resolution, because accuracy and latency of a choice depend on it.
 */
final class Knowledge {
  /** A sample at another resolution counts as this many. */
  private static final double AT_OTHERS = 0.05;

  /** Counted from the best, the sample that counts half: the model is to be right near the top. */
  private static final double HALF_RANK = 200;

  /** Samples behind this rank count next to nothing and are left out. */
  private static final int LAST_RANK = 800;

  private static final double GAIN_PENALTY = 0.1;

  /** Additive costs are told exactly, so their models need next to no caution. */
  private static final double LOAD_PENALTY = 1e-3;

  /** A model is fitted anew when as many samples came, as a share of what it was fitted to. */
  private static final double GROWTH = 0.2;

  private final SearchSession session;
  private final DecisionCode decisions;
  private final Presence presence;
  private final Loads loads;
  private final int[] sizes;
  private final boolean[][] seen;
  private final Map<Integer, double[]> scale = new HashMap<>();
  private final List<Evaluated> evaluated = new ArrayList<>();
  private final Map<Integer, ColumnSums> costs = new TreeMap<>();
  private final Set<Measured> counted = new HashSet<>();
  private final Map<Integer, Fitted> fitted = new HashMap<>();

  /** An evaluated architecture, with the choices that it has. */
  record Evaluated(Candidate candidate, double top1, int[] code) {
    static final Comparator<Evaluated> BEST_FIRST =
        (a, b) ->
            a.top1 == b.top1
                ? Candidate.BEST_FIRST.compare(a.candidate, b.candidate)
                : Double.compare(b.top1, a.top1);

    int resolution() {
      return candidate.arch().resolution();
    }
  }

  private record Fitted(Surrogate surrogate, int samples) {}

  Knowledge(SearchSession session) {
    this.session = session;
    this.decisions = new DecisionCode(session.problem());
    this.presence = new Presence(decisions);
    this.loads = new Loads(session.problem().constraints());
    this.sizes = decisions.sizes().stream().mapToInt(Integer::intValue).toArray();
    this.seen = new boolean[sizes.length][];
    for (int d = 0; d < sizes.length; d++) {
      seen[d] = new boolean[sizes[d]];
    }
    session.candidates().forEach(this::learn);
  }

  int[] sizes() {
    return sizes;
  }

  /** The decisions that may change within a resolution. */
  int[] open() {
    List<Decision<?>> all = decisions.decisions();
    List<Integer> open = new ArrayList<>();
    for (int d = 0; d < sizes.length; d++) {
      if (!all.get(d).name().equals(Decision.RESOLUTION)) {
        open.add(d);
      }
    }
    return open.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The architecture of a full code. */
  Arch arch(int[] choices) {
    return decisions.make(place -> choices[place]);
  }

  /** Asks for the costs of random architectures, each at every resolution. */
  void compareResolutions(int count) {
    List<Arch> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(session.sample());
    }
    for (int resolution : session.problem().resolutions()) {
      List<Measured> measured =
          measure(drawn.stream().map(arch -> arch.withResolution(resolution)).toList());
      double[] sums = new double[loads.size()];
      int covered = 0;
      for (Measured each : measured) {
        if (each.covered()) {
          covered++;
          double[] own = loads.of(each);
          for (int k = 0; k < sums.length; k++) {
            sums[k] += own[k];
          }
        }
      }
      for (int k = 0; k < sums.length; k++) {
        sums[k] = covered == 0 || sums[k] == 0 ? 1 : sums[k] / covered;
      }
      scale.put(resolution, sums);
    }
  }

  List<Measured> measure(Collection<Arch> archs) {
    List<Measured> measured = session.measure(archs);
    for (Measured each : measured) {
      if (each.covered() && loads.size() > 0 && counted.add(each)) {
        costs
            .computeIfAbsent(
                each.arch().resolution(), resolution -> new ColumnSums(sizes, loads.size()))
            .add(code(each.arch()), loads.of(each), 1);
      }
    }
    return measured;
  }

  /** Evaluates, and learns from it. */
  List<Evaluated> evaluate(Collection<Measured> measured) {
    return session.evaluate(measured).stream().map(this::learn).toList();
  }

  private Evaluated learn(Candidate candidate) {
    Evaluated one = new Evaluated(candidate, candidate.top1(), code(candidate.arch()));
    evaluated.add(one);
    for (int d = 0; d < sizes.length; d++) {
      if (one.code[d] != DecisionCode.ABSENT) {
        seen[d][one.code[d]] = true;
      }
    }
    return one;
  }

  private int[] code(Arch arch) {
    return decisions.read(arch).stream().mapToInt(Integer::intValue).toArray();
  }

  /** What was believed when {@link #surrogate} was last asked; any thread may call it. */
  Surrogate fitted(int resolution) {
    return fitted.get(resolution).surrogate;
  }

  /** What is believed at a resolution, fitted anew if much was learned since. */
  Surrogate surrogate(int resolution) {
    Fitted before = fitted.get(resolution);
    if (before == null || evaluated.size() > (1 + GROWTH) * before.samples) {
      before = new Fitted(fit(resolution), evaluated.size());
      fitted.put(resolution, before);
    }
    return before.surrogate;
  }

  private Surrogate fit(int resolution) {
    return new Surrogate(
        gains(resolution).fit(GAIN_PENALTY).get(0),
        costs.isEmpty() ? List.of() : costs(resolution).fit(LOAD_PENALTY),
        presence,
        seen);
  }

  private ColumnSums gains(int resolution) {
    evaluated.sort(Evaluated.BEST_FIRST);
    ColumnSums sums = new ColumnSums(sizes, 1);
    int own = 0;
    int others = 0;
    for (Evaluated each : evaluated) {
      boolean same = each.resolution() == resolution;
      int place = same ? own++ : others++;
      if (place < LAST_RANK) {
        double rank = place / HALF_RANK;
        sums.add(each.code, new double[] {each.top1}, (same ? 1 : AT_OTHERS) / (1 + rank * rank));
      }
    }
    return sums;
  }

  private ColumnSums costs(int resolution) {
    ColumnSums sums = new ColumnSums(sizes, loads.size());
    double[] here = scale.get(resolution);
    costs.forEach(
        (each, theirs) -> {
          double[] there = scale.get(each);
          double[] factors = new double[here.length];
          for (int k = 0; k < factors.length; k++) {
            factors[k] = here[k] / there[k];
          }
          sums.add(theirs, each == resolution ? 1 : AT_OTHERS * AT_OTHERS, factors);
        });
    return sums;
  }
}
