package io.edgenas.cli.text;

import io.edgenas.base.statistics.Interval;
import io.edgenas.base.table.CsvText;
import io.edgenas.console.Texts;
import io.edgenas.latency.ModelError;
import io.edgenas.latency.Prediction;
import io.edgenas.pipeline.extract.Coverage;
import io.edgenas.pipeline.extract.Finalist;
import io.edgenas.pipeline.extract.Kept;
import io.edgenas.pipeline.extract.RewardSearch;
import io.edgenas.pipeline.extract.RewardSearch.Rewarded;
import io.edgenas.search.Candidate;
import io.edgenas.search.SearchResult;
import io.edgenas.search.accuracy.ChosenModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The subnet of the largest reward, for people and machines.
 *
 * @param strategyOptions what the strategy was told
 * @param chosen tells how sure the accuracy is; empty if nothing does
 * @param images how many the accuracy was learned from
 */
public record RewardAnswer(
    RewardSearch search,
    Rewarded found,
    Map<String, String> strategyOptions,
    Coverage coverage,
    Optional<ChosenModel> chosen,
    int images) {
  private static final List<String> COLUMNS =
      List.of("arch", "reward", "predicted_top1", "bound_ms");

  private Candidate best() {
    return found.result().best();
  }

  private Prediction prediction() {
    return search.search().predict(best().arch());
  }

  private Optional<ModelError> error() {
    return search.search().latency().error();
  }

  private double top1() {
    return share(found.bestTop1());
  }

  /** An accuracy model may leave 0 to 1 at the ends of a space. */
  private static double share(double top1) {
    return Math.max(0, Math.min(1, top1));
  }

  private Optional<Interval> interval() {
    return chosen.map(
        each ->
            new Finalist(best(), each.model().beliefs(List.of(best().arch())).get(0))
                .interval95(images));
  }

  private List<Kept> kept() {
    return search.search().kept(best(), found.budgetMs().orElse(Double.POSITIVE_INFINITY));
  }

  /** The answer as text for people. */
  public String text() {
    SearchResult result = found.result();
    OptionalDouble budget = found.budgetMs();
    String within =
        budget.isPresent()
            ? Texts.format(" within the budget of %.4g ms", budget.getAsDouble())
            : "";
    return Texts.format(
        "%s%nreward %.6g by %s%n%s predicted top-1, %s%s%s%n%s%s%n"
            + "%d subnets evaluated in %.2f s by %s, %d over a limit, %d not covered by a profile",
        best().arch(),
        best().top1(),
        search.plan().text(),
        interval()
            .map(interval -> AccuracyText.of(top1(), interval))
            .orElseGet(() -> Texts.format("%.2f %%", 100 * top1())),
        SearchAnswer.latency(prediction()),
        within,
        KeptText.line(kept()),
        chosen.map(each -> AccuracyModelText.text(each) + "\n").orElse(""),
        SearchAnswer.latencyModel(error()),
        result.evaluations(),
        found.seconds(),
        result.strategy(),
        result.rejected(),
        result.uncovered());
  }

  /** Everything that was evaluated, a line each. */
  public String csv() {
    StringBuilder rows = new StringBuilder(CsvText.line(COLUMNS));
    List<Candidate> evaluated = found.result().evaluated();
    for (int i = 0; i < evaluated.size(); i++) {
      Candidate each = evaluated.get(i);
      rows.append(
          CsvText.line(
              List.of(each.arch(), each.top1(), found.top1().get(i), each.values().get(0))));
    }
    return rows.toString();
  }

  /** The answer as JSON for machines. */
  public Map<String, Object> toJson() {
    SearchResult result = found.result();
    Prediction prediction = prediction();
    OptionalDouble budget = found.budgetMs();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("arch", best().arch().toString());
    json.put("reward", search.plan().text());
    json.put("reward_value", best().top1());
    json.put("top1", top1());
    json.put("top1_basis", "predicted");
    json.put("top1_low", interval().map(Interval::low).orElse(null));
    json.put("top1_high", interval().map(Interval::high).orElse(null));
    json.put("accuracy_model", chosen.map(AccuracyModelText::toJson).orElse(null));
    json.put("latency_ms", prediction.latencyMs());
    json.put(
        "upper_ms", prediction.upperMs().isPresent() ? prediction.upperMs().getAsDouble() : null);
    json.put("unvalidated", prediction.upperMs().isEmpty());
    json.put("latency_mape", error().map(ModelError::mape).orElse(null));
    json.put("budget_ms", budget.isPresent() ? budget.getAsDouble() : null);
    json.put(
        "constraints", KeptText.toJson(kept().stream().skip(budget.isPresent() ? 0 : 1).toList()));
    json.put("strategy", result.strategy());
    json.put("strategy_options", strategyOptions);
    json.put("evaluations", result.evaluations());
    json.put("rejected", result.rejected());
    json.put("uncovered", result.uncovered());
    json.put("resolutions", coverage.covered());
    json.put("resolutions_left_out", coverage.leftOut());
    json.put("seconds", found.seconds());
    json.put("seed", result.seed());
    return json;
  }
}
