package io.edgenas.latency.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.latency.lint.Finding.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every defect planted in a copy of a published table is found, and no row beside it blamed. */
class PlantedDefectsTest {
  private static final String NOTE10_ROW =
      "expanded_conv-input:12x12x136-output:12x12x136-expand:544-kernel:5-stride:1-idskip:1-se:1-hs:1";
  private static final String I7_ROW =
      "MBConv-input:28x28x40-output:28x28x40-expand:4-kernel:5-stride:1-idskip:1-se:1";

  @TempDir Path folder;

  /** All files of a table, one of them edited. */
  private List<Path> files(String table, PlantedTable edited) throws IOException {
    List<Path> files = new ArrayList<>(List.of(edited.write(folder)));
    if (table.equals("note10")) {
      for (int resolution : List.of(160, 176, 208, 224)) {
        files.add(PlantedTable.note10(resolution).write(folder));
      }
    }
    return files;
  }

  private static PlantedTable table(String name) throws IOException {
    return name.equals("note10") ? PlantedTable.note10(192) : PlantedTable.i7();
  }

  private static String row(String table) {
    return table.equals("note10") ? NOTE10_ROW : I7_ROW;
  }

  private List<Finding> lint(String table, PlantedTable edited) throws IOException {
    LintTable read = LatencyLint.read(files(table, edited), Optional.empty());
    return LatencyLint.lint(read, Optional.empty());
  }

  private static Set<String> keys(List<Finding> findings, Kind kind) {
    return findings.stream()
        .filter(finding -> finding.kind() == kind)
        .map(Finding::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertOnlyErrors(List<Finding> findings, Kind kind, String key) {
    assertEquals(
        List.of(kind + " " + key),
        findings.stream().filter(Finding::isError).map(f -> f.kind() + " " + f.key()).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "note10, -0.5, NEGATIVE", "i7, -0.5, NEGATIVE",
    "note10, 0, ZERO", "i7, 0.0, ZERO",
    "note10, .nan, NOT_A_NUMBER", "i7, .nan, NOT_A_NUMBER",
    "note10, .inf, NOT_A_NUMBER", "i7, fast, NOT_A_NUMBER",
    "note10, 1e9, OUT_OF_RANGE", "i7, 1e-9, OUT_OF_RANGE",
    "note10, ~, NOT_A_NUMBER",
  })
  void valuesThatAreNoLatencies(String name, String value, Kind kind) throws IOException {
    PlantedTable edited = table(name).set(row(name), "mean", value);
    List<Finding> findings = lint(name, edited);
    assertTrue(keys(findings, kind).contains(row(name)), findings.toString());
    Finding found = findings.stream().filter(f -> f.kind() == kind).findFirst().orElseThrow();
    assertTrue(found.isError());
    long after = found.line() - edited.line(row(name));
    assertTrue(after >= 0 && after <= 2, found.where());
  }

  @ParameterizedTest
  @ValueSource(strings = {"note10", "i7"})
  void allBadValuesAtOnce(String name) throws IOException {
    PlantedTable edited = table(name);
    List<String> keys = edited.keys().subList(10, 30);
    keys.forEach(key -> edited.set(key, "mean", "-1"));
    assertEquals(Set.copyOf(keys), keys(lint(name, edited), Kind.NEGATIVE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"note10", "i7"})
  void missingRows(String name) throws IOException {
    List<Finding> findings = lint(name, table(name).remove(row(name)));
    String key =
        name.equals("note10")
            ? "mbconv-in:136x12x12-out:136x12x12-mid:544-k5-s1-hswish-se-expand"
            : "mbconv-in:40x28x28-out:40x28x28-mid:160-k5-s1-relu-se-expand";
    assertTrue(keys(findings, Kind.MISSING).contains(key), findings.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"note10", "i7"})
  void repeatedKeys(String name) throws IOException {
    PlantedTable edited = table(name);
    List<Finding> findings = lint(name, edited.repeat(row(name)));
    assertOnlyErrors(findings, Kind.DUPLICATE, row(name));
    assertTrue(findings.get(0).expected().contains(":" + edited.line(row(name)) + " "));
    assertTrue(findings.get(0).line() > edited.line(row(name)));
  }

  @ParameterizedTest
  @CsvSource({"note10, 0.6", "i7, 0.6", "note10, 1.8", "i7, 1.8"})
  void nonMonotoneRows(String name, double factor) throws IOException {
    List<Finding> findings = lint(name, table(name).scale(row(name), factor));
    assertTrue(keys(findings, Kind.NON_MONOTONE).contains(row(name)), findings.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"note10", "i7"})
  void noisyRows(String name) throws IOException {
    PlantedTable edited = table(name);
    double mean = edited.mean(row(name));
    edited.set(
        row(name),
        name.equals("note10") ? "std" : "var",
        Double.toString(name.equals("note10") ? 0.5 * mean : 0.25 * mean * mean));
    assertTrue(keys(lint(name, edited), Kind.NOISY).contains(row(name)));
  }

  @ParameterizedTest
  @CsvSource({"note10, 1e-3", "i7, 1e-3", "note10, 1e3", "i7, 1e3", "i7, 1e-6"})
  void singleRowsInAnotherUnit(String name, double factor) throws IOException {
    List<Finding> findings = lint(name, table(name).scale(row(name), factor));
    assertOnlyErrors(findings, Kind.UNIT, row(name));
  }

  @ParameterizedTest
  @CsvSource({"note10, 1e-3", "note10, 1e3"})
  void aFileInAnotherUnitThanTheOthers(String name, double factor) throws IOException {
    List<Finding> findings = lint(name, table(name).scaleAll(i -> factor));
    assertOnlyErrors(findings, Kind.UNIT, "");
    assertTrue(findings.get(0).source().endsWith("192_lookup_table.yaml"), findings.toString());
  }

  @ParameterizedTest
  @CsvSource({"note10, 1e-3", "i7, 1e-3", "note10, 1e3", "i7, 1e3"})
  void wholeTablesInAnotherUnit(String name, double factor) throws IOException {
    LintTable read = table(name).scaleAll(i -> factor).read(folder);
    List<Finding> findings = LatencyLint.lint(read, Optional.empty());
    assertOnlyErrors(findings, Kind.UNIT, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"note10", "i7"})
  void malformedKeys(String name) throws IOException {
    PlantedTable edited = table(name).add("Conv_9-input:1x1x1-output:1x1x1:", "  mean: 1");
    List<Finding> findings = lint(name, edited);
    assertOnlyErrors(findings, Kind.UNREADABLE, "Conv_9-input:1x1x1-output:1x1x1");
    assertTrue(findings.get(0).line() >= edited.line("Conv_9-input:1x1x1-output:1x1x1"));
  }
}
