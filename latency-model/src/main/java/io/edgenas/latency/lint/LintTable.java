package io.edgenas.latency.lint;

import io.edgenas.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table as far as it could be read.
 *
 * @param name what messages call it
 * @param spaces of which it holds operations
 * @param rows in file order, with whatever value
 * @param batch images per measured run
 * @param withPool whether its format has rows of the global pool
 * @param findings what the reader noticed already
 */
public record LintTable(
    String name,
    List<SearchSpace> spaces,
    List<LintRow> rows,
    int batch,
    boolean withPool,
    List<Finding> findings) {
  public LintTable {
    spaces = List.copyOf(spaces);
    rows = List.copyOf(rows);
    findings = List.copyOf(findings);
  }

  /** The rows that can be worked with, of duplicates the first. */
  List<LintRow> usable() {
    Map<LintRow.Identity, LintRow> first = new LinkedHashMap<>();
    rows.stream().filter(LintRow::valid).forEach(row -> first.putIfAbsent(row.identity(), row));
    return List.copyOf(first.values());
  }

  /** {@link #usable} without measured networks. */
  List<LintRow> usableOperations() {
    return usable().stream().filter(LintRow::isOperation).toList();
  }
}
