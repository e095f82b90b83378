package io.edgenas.profiler.command;

import io.edgenas.console.ExitCode;
import io.edgenas.console.OutputOptions;
import io.edgenas.latency.lint.Finding;
import io.edgenas.latency.lint.LatencyLint;
import io.edgenas.latency.lint.LintTable;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.file.Spaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with a latency table. */
@Command(
    name = "lint",
    description = {
      "Finds what is wrong with a latency table: latencies that are none, missing, duplicate, noisy or"
          + " non-monotone rows, mistaken units, and rows copied from another table. Ends with 1 if"
          + " there is an error among the findings, with 0 if there are only warnings.",
      ""
    })
public final class LatencyLintCommand implements Callable<Integer> {
  private static final int SHOWN_PER_KIND = 10;

  @Mixin private OutputOptions output;

  @Parameters(
      paramLabel = "TABLE",
      arity = "1..*",
      description = "A device profile's folder, or the files of one table of others.")
  private List<Path> table;

  @Option(
      names = "--against",
      paramLabel = "TABLE",
      description = "Another table to compare with; repeat for the files of one table of others.")
  private List<Path> against = new ArrayList<>();

  @Option(
      names = "--space",
      paramLabel = "SPACE",
      description =
          "The tables' search space: a name or a file (default: the built-in that they fit).")
  private String space;

  @Override
  public Integer call() {
    Optional<SearchSpace> given = Optional.ofNullable(space).map(Spaces::find);
    LintTable read = LatencyLint.read(table, given);
    Optional<LintTable> other =
        against.isEmpty() ? Optional.empty() : Optional.of(LatencyLint.read(against, given));
    List<Finding> findings = LatencyLint.lint(read, other);
    Map<Finding.Kind, Integer> shown = new EnumMap<>(Finding.Kind.class);
    for (Finding finding : findings) {
      if (output.json() || shown.merge(finding.kind(), 1, Integer::sum) <= SHOWN_PER_KIND) {
        output.result(text(finding), json(finding));
      }
    }
    shown.forEach(
        (kind, count) -> {
          if (count > SHOWN_PER_KIND) {
            output.text(
                "... and " + (count - SHOWN_PER_KIND) + " more " + kind.text() + ": see --json");
          }
        });
    long errors = findings.stream().filter(Finding::isError).count();
    output.text(
        read.name()
            + ": "
            + read.rows().size()
            + " rows of "
            + read.spaces().stream().map(SearchSpace::name).toList()
            + ", "
            + errors
            + " errors, "
            + (findings.size() - errors)
            + " warnings");
    return errors > 0 ? ExitCode.FAILED : ExitCode.DONE;
  }

  private static String text(Finding finding) {
    return finding.where()
        + ": "
        + finding.severity().text()
        + " ["
        + finding.kind().text()
        + "] "
        + (finding.key().isEmpty() ? "" : finding.key() + ": ")
        + finding.value()
        + "; expected: "
        + finding.expected()
        + "; "
        + finding.advice();
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("severity", finding.severity().text());
    json.put("kind", finding.kind().text());
    json.put("key", finding.key().isEmpty() ? null : finding.key());
    json.put("file", finding.source());
    json.put("line", finding.line() > 0 ? finding.line() : null);
    json.put("value", finding.value());
    json.put("expected", finding.expected());
    json.put("advice", finding.advice());
    return json;
  }
}
