package io.edgenas.cli.text;

import io.edgenas.latency.ModelError;
import io.edgenas.latency.Prediction;
import io.edgenas.pipeline.extract.Coverage;
import io.edgenas.pipeline.extract.Kept;
import io.edgenas.pipeline.extract.SubnetSearch;
import io.edgenas.pipeline.extract.SubnetSearch.Found;
import io.edgenas.search.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a search answers, for people and machines.
 *
 * @param kept the budget and the limits, with what the best has of each
 * @param strategyOptions what the strategy was told
 */
public record SearchAnswer(
    Found found,
    Candidate best,
    Prediction prediction,
    List<Kept> kept,
    Optional<ModelError> error,
    Map<String, String> strategyOptions,
    Coverage coverage) {
  public static SearchAnswer of(
      SubnetSearch search, Found found, Map<String, String> strategyOptions, Coverage coverage) {
    Candidate best = found.result().best();
    return new SearchAnswer(
        found,
        best,
        search.predict(best.arch()),
        search.kept(best, found.budgetMs()),
        search.latency().error(),
        strategyOptions,
        coverage);
  }

  /** What the accuracy model says; it may leave 0 to 1 at the ends of a space. */
  private double predictedTop1() {
    return Math.max(0, Math.min(1, best.top1()));
  }

  /** The answer as text for people. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s%n%.2f %% predicted top-1, %s within the budget of %.4g ms%s%n%s%n"
            + "%d subnets evaluated in %.2f s, %d over the budget, %d not covered by the profile",
        best.arch(),
        100 * predictedTop1(),
        latency(),
        found.budgetMs(),
        KeptText.line(kept),
        error.map(SearchAnswer::describe).orElse("latency model: unvalidated, no upper bound"),
        found.evaluations(),
        found.seconds(),
        found.result().rejected(),
        found.result().uncovered());
  }

  private String latency() {
    String predicted = String.format(Locale.ROOT, "%.4g ms", prediction.latencyMs());
    return prediction.upperMs().isPresent()
        ? String.format(Locale.ROOT, "%s (at most %.4g ms)", predicted, prediction.boundMs())
        : predicted + " (unvalidated)";
  }

  private static String describe(ModelError error) {
    return String.format(
        Locale.ROOT,
        "latency model: on %d unseen subnets MAPE %.1f %%, %.0f %% within 10 %%",
        error.networks(),
        100 * error.mape(),
        100 * error.within10());
  }

  /** The answer as JSON for machines. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("arch", best.arch().toString());
    json.put("top1", predictedTop1());
    json.put("top1_basis", "predicted");
    json.put("latency_ms", prediction.latencyMs());
    json.put(
        "upper_ms", prediction.upperMs().isPresent() ? prediction.upperMs().getAsDouble() : null);
    json.put("unvalidated", prediction.upperMs().isEmpty());
    json.put("latency_mape", error.map(ModelError::mape).orElse(null));
    json.put("budget_ms", found.budgetMs());
    json.put("constraints", KeptText.toJson(kept));
    json.put("strategy", found.result().strategy());
    json.put("strategy_options", strategyOptions);
    json.put("evaluations", found.evaluations());
    json.put("rejected", found.result().rejected());
    json.put("uncovered", found.result().uncovered());
    json.put("resolutions", coverage.covered());
    json.put("resolutions_left_out", coverage.leftOut());
    json.put("seconds", found.seconds());
    json.put("seed", found.result().seed());
    return json;
  }
}
