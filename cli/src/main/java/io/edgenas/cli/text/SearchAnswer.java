package io.edgenas.cli.text;

import io.edgenas.latency.ModelError;
import io.edgenas.latency.Prediction;
import io.edgenas.pipeline.extract.Coverage;
import io.edgenas.pipeline.extract.Kept;
import io.edgenas.pipeline.extract.Outlook;
import io.edgenas.pipeline.extract.SubnetSearch;
import io.edgenas.pipeline.extract.SubnetSearch.Found;
import io.edgenas.search.Candidate;
import io.edgenas.search.accuracy.ChosenModel;
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
 * @param believed empty where the accuracy model does not tell how sure it is
 */
public record SearchAnswer(
    Found found,
    Candidate best,
    Prediction prediction,
    List<Kept> kept,
    Optional<ModelError> error,
    Map<String, String> strategyOptions,
    Coverage coverage,
    Optional<Believed> believed) {
  /** How sure an accuracy model is, and what else there is beside the answer. */
  public record Believed(ChosenModel model, Outlook outlook) {}

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
        coverage,
        Optional.empty());
  }

  /** Adds what is believed of it. */
  public SearchAnswer with(Optional<Believed> what) {
    return new SearchAnswer(found, best, prediction, kept, error, strategyOptions, coverage, what);
  }

  /** What the accuracy model says; it may leave 0 to 1 at the ends of a space. */
  private double predictedTop1() {
    return Math.max(0, Math.min(1, best.top1()));
  }

  /** The answer as text for people. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s%n%s, %s within the budget of %.4g ms%s%n%s%s%n"
            + "%d subnets evaluated in %.2f s, %d over the budget%s, %d not covered by %s",
        best.arch(),
        accuracy(),
        latency(prediction),
        found.budgetMs(),
        KeptText.line(kept),
        believed
            .map(
                what ->
                    OutlookText.text(what.outlook())
                        + "\n"
                        + AccuracyModelText.text(what.model())
                        + "\n")
            .orElse(""),
        latencyModel(error),
        found.result().evaluations(),
        found.seconds(),
        found.result().rejected(),
        kept.size() > 1 ? " or a limit" : "",
        found.result().uncovered(),
        kept.size() > 1 ? "a profile" : "the profile");
  }

  private String accuracy() {
    return believed
        .map(what -> what.outlook().best().interval95(what.outlook().images()))
        .map(interval -> AccuracyText.of(predictedTop1(), interval) + " predicted top-1")
        .orElseGet(
            () -> String.format(Locale.ROOT, "%.2f %% predicted top-1", 100 * predictedTop1()));
  }

  /** A latency, with its bound where there is one. */
  static String latency(Prediction prediction) {
    String predicted = String.format(Locale.ROOT, "%.4g ms", prediction.latencyMs());
    return prediction.upperMs().isPresent()
        ? String.format(Locale.ROOT, "%s (at most %.4g ms)", predicted, prediction.boundMs())
        : predicted + " (unvalidated)";
  }

  /** How wrong a latency model is on subnets that it did not see. */
  static String latencyModel(Optional<ModelError> error) {
    return error.map(SearchAnswer::describe).orElse("latency model: unvalidated, no upper bound");
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
    json.put("outlook", believed.map(what -> OutlookText.toJson(what.outlook())).orElse(null));
    json.put(
        "accuracy_model",
        believed.map(what -> AccuracyModelText.toJson(what.model())).orElse(null));
    json.put("latency_ms", prediction.latencyMs());
    json.put(
        "upper_ms", prediction.upperMs().isPresent() ? prediction.upperMs().getAsDouble() : null);
    json.put("unvalidated", prediction.upperMs().isEmpty());
    json.put("latency_mape", error.map(ModelError::mape).orElse(null));
    json.put("budget_ms", found.budgetMs());
    json.put("constraints", KeptText.toJson(kept));
    json.put("strategy", found.result().strategy());
    json.put("strategy_options", strategyOptions);
    json.put("evaluations", found.result().evaluations());
    json.put("rejected", found.result().rejected());
    json.put("uncovered", found.result().uncovered());
    json.put("resolutions", coverage.covered());
    json.put("resolutions_left_out", coverage.leftOut());
    json.put("seconds", found.seconds());
    json.put("seed", found.result().seed());
    return json;
  }
}
