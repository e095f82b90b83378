package io.edgenas.pipeline.demo;

import io.edgenas.base.table.CsvText;
import io.edgenas.latency.Prediction;
import io.edgenas.network.Network;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import io.edgenas.supernet.evaluate.ClassRecall;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One file of the demo.
 *
 * @param recall of the file itself, on test images
 */
public record DemoRow(
    double budgetMs,
    Prediction prediction,
    Verification verification,
    ClassRecall recall,
    Network network,
    Path file) {
  private static final String ROW = "%10s %13s %10s %12s  %-9s %23s %11s %10s  %s%n";

  /** What machines get of it, in the order of the table's columns. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("budget_ms", budgetMs);
    json.put("latency_ms", prediction.latencyMs());
    json.put(
        "upper_ms", prediction.upperMs().isPresent() ? prediction.upperMs().getAsDouble() : null);
    json.put("measured_ms", verification.medianMs());
    json.put("verdict", verification.verdict().text());
    json.put("as_timed_ms", verification.asTimed().medianMs());
    json.put("uncorrected_verdict", verification.asTimed().verdict().text());
    json.put("top1", recall.top1());
    json.put("top1_low", recall.top1Interval().low());
    json.put("top1_high", recall.top1Interval().high());
    json.put("balanced_top1", recall.balancedTop1());
    json.put("images", recall.imageCount());
    json.put("params", network.params());
    json.put("macs", network.macs());
    json.put("arch", network.arch().toString());
    json.put("file", file.toString());
    return json;
  }

  /** The rows as a CSV file. */
  public static String csv(List<DemoRow> rows) {
    StringBuilder csv = new StringBuilder();
    for (DemoRow row : rows) {
      Map<String, Object> json = row.toJson();
      json.put("file", row.file.getFileName());
      if (csv.isEmpty()) {
        csv.append(CsvText.line(json.keySet()));
      }
      csv.append(CsvText.line(json.values()));
    }
    return csv.toString();
  }

  /** The rows as a table for people. */
  public static String table(List<DemoRow> rows) {
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                ROW,
                "budget ms",
                "predicted ms",
                "upper ms",
                "measured ms",
                "verdict",
                "top-1 (95 % interval)",
                "parameters",
                "MACs",
                "file"));
    rows.forEach(row -> table.append(row.line()));
    return table.toString().stripTrailing();
  }

  private String line() {
    return String.format(
        Locale.ROOT,
        ROW,
        ms(budgetMs),
        ms(prediction.latencyMs()),
        prediction.upperMs().isPresent() ? ms(prediction.upperMs().getAsDouble()) : "-",
        ms(verification.medianMs()),
        verification.verdict().text(),
        String.format(
            Locale.ROOT,
            "%.1f %% (%.1f to %.1f)",
            100 * recall.top1(),
            100 * recall.top1Interval().low(),
            100 * recall.top1Interval().high()),
        network.params(),
        network.macs(),
        file);
  }

  private static String ms(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
