package io.edgenas.search.strategy.model;

import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.SearchSession;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.accuracy.GaussianAccuracyModel;
import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.part.HillClimb;
import java.util.List;
import java.util.Optional;

/**
 * Bayesian optimisation: a Gaussian process is fitted to everything evaluated, and the architecture
 * of the largest expected improvement is evaluated next (Jones, Schonlau and Welch, 1998; White et
 * al., BANANAS, 2021, for architectures). It is for objectives that cost seconds or more: each
 * decision takes milliseconds.
 *
 * <p>The model knows the first objective. It sees the decisions, and the problem's descriptors
 * where there are any. Deviations: improvement is that of the next evaluation, its noise included,
 * over the best evaluation; three queries of four look at the values from close by ({@link
 * CloseUp}), one as they are; the process's parameters are chosen anew when there are a fifth more
 * samples; after many evaluations a climb over neighbours takes over.
 */
public final class BayesianSearch implements SearchStrategy {
  /** The strategy by its name, with its options. */
  public static final StrategyKind KIND =
      new StrategyKind(
          "bayesian",
          "a Gaussian process that asks for the largest expected improvement; for few evaluations",
          BayesianOptions.ALL,
          BayesianSearch::new);

  private final BayesianOptions options;
  private final Optional<GaussianAccuracyModel> model;
  private final List<EvaluatedArch> known;

  private BayesianSearch(OptionValues values) {
    this(BayesianOptions.of(values), Optional.empty(), List.of());
  }

  private BayesianSearch(
      BayesianOptions options, Optional<GaussianAccuracyModel> model, List<EvaluatedArch> known) {
    this.options = options;
    this.model = model;
    this.known = List.copyOf(known);
  }

  /** Searches from nothing, with the defaults of all options. */
  public static BayesianSearch plain() {
    return new BayesianSearch(OptionValues.DEFAULTS);
  }

  /**
   * Searches from what is known already: it is part of every fit, is not evaluated again, and no
   * random start is spent.
   *
   * @param model of the first objective, whose encoding and first parameters are used
   * @param known evaluated as the first objective evaluates, whether they keep the constraints or
   *     not
   */
  public static BayesianSearch from(GaussianAccuracyModel model, List<EvaluatedArch> known) {
    return new BayesianSearch(BayesianOptions.of(OptionValues.DEFAULTS), Optional.of(model), known);
  }

  @Override
  public String name() {
    return KIND.name();
  }

  @Override
  public void explore(SearchSession session) {
    int start = Math.max(0, options.startup() - 1 - known.size());
    session.evaluate(session.strangers(Math.min(start, session.remaining())));
    new ModelGuide(options, session, model, known).run();
    HillClimb.climb(session);
  }
}
