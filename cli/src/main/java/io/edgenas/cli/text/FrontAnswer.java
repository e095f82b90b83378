package io.edgenas.cli.text;

import io.edgenas.base.statistics.Interval;
import io.edgenas.base.table.CsvText;
import io.edgenas.console.Texts;
import io.edgenas.network.Arch;
import io.edgenas.pipeline.adapter.NetworkFigure;
import io.edgenas.pipeline.extract.Coverage;
import io.edgenas.pipeline.extract.Finalist;
import io.edgenas.pipeline.extract.FrontSearch;
import io.edgenas.pipeline.extract.FrontSearch.Front;
import io.edgenas.pipeline.extract.Limit;
import io.edgenas.search.Candidate;
import io.edgenas.search.SearchResult;
import io.edgenas.search.accuracy.AccuracyModel;
import io.edgenas.search.accuracy.Belief;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The front that a search answers, for people and machines.
 *
 * @param budgetMs what is slower was left out; empty if nothing was
 * @param strategyOptions what the strategy was told
 * @param model tells how sure it is; empty if nothing does
 * @param images how many it was learned from
 */
public record FrontAnswer(
    FrontSearch search,
    Front front,
    OptionalDouble budgetMs,
    Map<String, String> strategyOptions,
    Coverage coverage,
    Optional<AccuracyModel> model,
    int images) {
  /** More rows than that nobody reads. */
  private static final int ROWS = 20;

  private static final String BOUND = "bound_ms";

  /**
   * A cost of subnets.
   *
   * @param title for people
   * @param of the cost of a candidate, in the unit
   */
  private record Column(String key, String title, String unit, ToDoubleFunction<Candidate> of) {}

  /** The latency that the budget is for, then the costs, then what else is limited; each once. */
  private List<Column> columns() {
    Map<String, Column> columns = new LinkedHashMap<>();
    NetworkFigure latency = NetworkFigure.latency(search.search().latency());
    columns.put(
        latency.key(),
        new Column(BOUND, "latency", latency.unit(), candidate -> candidate.values().get(0)));
    List<NetworkFigure> costs = search.costs();
    for (int i = 0; i < costs.size(); i++) {
      int place = i + 1;
      NetworkFigure cost = costs.get(i);
      columns.putIfAbsent(cost.key(), column(cost, each -> each.objectives().get(place)));
    }
    List<Limit> limits = search.search().limits();
    for (int i = 0; i < limits.size(); i++) {
      int place = i + 1;
      NetworkFigure limited = limits.get(i).figure();
      columns.putIfAbsent(limited.key(), column(limited, each -> each.values().get(place)));
    }
    return List.copyOf(columns.values());
  }

  private static Column column(NetworkFigure figure, ToDoubleFunction<Candidate> of) {
    return new Column(figure.key(), figure.name(), figure.unit(), of);
  }

  /** What the accuracy model says; it may leave 0 to 1 at the ends of a space. */
  private static double top1(Candidate candidate) {
    return Math.max(0, Math.min(1, candidate.top1()));
  }

  private Optional<List<Interval>> intervals(List<Candidate> candidates) {
    List<Arch> archs = candidates.stream().map(Candidate::arch).toList();
    return model.map(
        those -> {
          List<Belief> beliefs = those.beliefs(archs);
          return IntStream.range(0, archs.size())
              .mapToObj(i -> new Finalist(candidates.get(i), beliefs.get(i)).interval95(images))
              .toList();
        });
  }

  /** The answer as text for people: a table by latency, with rows left out where there are many. */
  public String text() {
    List<Candidate> shown = shown();
    Optional<List<Interval>> intervals = intervals(shown);
    List<Column> columns = columns();
    List<List<String>> rows = new ArrayList<>();
    List<String> titles = new ArrayList<>(columns.stream().map(Column::title).toList());
    titles.add(1, "predicted top-1");
    titles.add("arch");
    rows.add(titles);
    for (int i = 0; i < shown.size(); i++) {
      Candidate each = shown.get(i);
      List<String> row = new ArrayList<>();
      columns.forEach(
          column -> row.add(KeptText.amount(column.of.applyAsDouble(each), column.unit)));
      row.add(
          1,
          intervals.isPresent()
              ? AccuracyText.of(top1(each), intervals.get().get(i))
              : Texts.percent(top1(each)));
      row.add(each.arch().toString());
      rows.add(row);
    }
    return head(shown.size()) + "\n" + table(rows) + "\n" + foot();
  }

  private String head(int shown) {
    int all = front.members().size();
    return "front of accuracy, "
        + search.costs().stream().map(NetworkFigure::name).collect(Collectors.joining(", "))
        + ": "
        + all
        + (all == 1 ? " subnet" : " subnets, by latency")
        + (shown < all ? ", " + shown + " of them here (--json and --csv have all)" : "");
  }

  private String foot() {
    SearchResult result = front.result();
    return Texts.format(
        "%d subnets evaluated in %.2f s by %s, %d over a limit, %d not covered by a profile",
        result.evaluations(),
        front.seconds(),
        result.strategy(),
        result.rejected(),
        result.uncovered());
  }

  /** As many as can be read, the first and the last among them. */
  private List<Candidate> shown() {
    List<Candidate> members = front.members();
    if (members.size() <= ROWS) {
      return members;
    }
    return IntStream.range(0, ROWS)
        .mapToObj(i -> members.get(i * (members.size() - 1) / (ROWS - 1)))
        .toList();
  }

  private static String table(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    rows.forEach(
        row -> {
          for (int i = 0; i < columns; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, columns)
                    .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  /** Candidates as a table: a line each, with the front's costs and what else is limited. */
  public String csv(List<Candidate> candidates) {
    List<Column> columns = columns();
    Optional<List<Interval>> intervals = intervals(candidates);
    List<Object> header = new ArrayList<>(List.of("arch", "predicted_top1"));
    if (intervals.isPresent()) {
      header.addAll(List.of("top1_low", "top1_high"));
    }
    columns.forEach(column -> header.add(column.key));
    StringBuilder text = new StringBuilder(CsvText.line(header));
    for (int i = 0; i < candidates.size(); i++) {
      Candidate each = candidates.get(i);
      List<Object> row = new ArrayList<>(List.of(each.arch(), each.top1()));
      if (intervals.isPresent()) {
        Interval interval = intervals.get().get(i);
        row.addAll(List.of(interval.low(), interval.high()));
      }
      columns.forEach(column -> row.add(column.of.applyAsDouble(each)));
      text.append(CsvText.line(row));
    }
    return text.toString();
  }

  /** The answer as JSON for machines. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("front", members());
    json.put("top1_basis", "predicted");
    List<String> objectives = new ArrayList<>(List.of("accuracy"));
    search.costs().forEach(cost -> objectives.add(cost.name()));
    json.put("objectives", objectives);
    json.put("budget_ms", budgetMs.isPresent() ? budgetMs.getAsDouble() : null);
    json.put("unvalidated", search.search().latency().error().isEmpty());
    json.put("strategy", front.result().strategy());
    json.put("strategy_options", strategyOptions);
    json.put("evaluations", front.result().evaluations());
    json.put("rejected", front.result().rejected());
    json.put("uncovered", front.result().uncovered());
    json.put("resolutions", coverage.covered());
    json.put("resolutions_left_out", coverage.leftOut());
    json.put("seconds", front.seconds());
    json.put("seed", front.result().seed());
    return json;
  }

  private List<Map<String, Object>> members() {
    List<Column> columns = columns();
    Optional<List<Interval>> intervals = intervals(front.members());
    List<Map<String, Object>> members = new ArrayList<>();
    for (int i = 0; i < front.members().size(); i++) {
      Candidate each = front.members().get(i);
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("arch", each.arch().toString());
      json.put("top1", top1(each));
      if (intervals.isPresent()) {
        json.put("top1_low", intervals.get().get(i).low());
        json.put("top1_high", intervals.get().get(i).high());
      }
      columns.forEach(column -> json.put(column.key, column.of.applyAsDouble(each)));
      members.add(json);
    }
    return members;
  }
}
