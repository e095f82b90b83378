package io.edgenas.latency.lint;

import io.edgenas.base.input.BadInputException;
import io.edgenas.latency.foreign.ForeignLatencyTable;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.mbconv.MbConvSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what is wrong with latency tables. */
public final class LatencyLint {
  private LatencyLint() {}

  /**
   * Reads a table.
   *
   * @param paths the folder of one device profile, or the files of one foreign table
   * @param space of the table; empty: that of the profile's name, or the built-in ones that fit
   * @throws BadInputException if it cannot be read at all
   */
  public static LintTable read(List<Path> paths, Optional<SearchSpace> space) {
    if (paths.isEmpty() || paths.size() > ForeignLatencyTable.MAX_FILES) {
      throw new BadInputException(
          paths.size() + " files given: 1 to " + ForeignLatencyTable.MAX_FILES + " are allowed");
    }
    List<Path> folders = paths.stream().filter(Files::isDirectory).toList();
    if (folders.isEmpty()) {
      return ForeignLintReader.read(
          paths, space.map(given -> MbConvSpace.of(given, "a once-for-all latency table")));
    }
    if (paths.size() > 1) {
      throw new BadInputException(
          folders.get(0) + " is a folder: give one profile, or the files of one foreign table");
    }
    return ProfileLintReader.read(folders.get(0), space);
  }

  /**
   * Everything that is wrong with a table: errors first, then by kind, file and line.
   *
   * @param against another table, of another device say, to compare with
   */
  public static List<Finding> lint(LintTable table, Optional<LintTable> against) {
    List<Finding> findings = new ArrayList<>(table.findings());
    RowChecks.duplicates(table, findings);
    Set<LintRow> wrongUnit = UnitChecks.check(table, findings);
    RowChecks.noise(table, wrongUnit, findings);
    MonotoneCheck.check(table, wrongUnit, findings);
    MissingCheck.check(table, findings);
    against.ifPresent(other -> AgainstCheck.check(table, other, wrongUnit, findings));
    findings.sort(
        Comparator.comparing(Finding::severity)
            .thenComparing(Finding::kind)
            .thenComparing(Finding::source)
            .thenComparingLong(Finding::line));
    return List.copyOf(findings);
  }
}
