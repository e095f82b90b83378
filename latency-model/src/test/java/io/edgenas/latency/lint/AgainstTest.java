package io.edgenas.latency.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.latency.lint.Finding.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only another table shows. */
class AgainstTest {
  @TempDir Path folder;

  private List<Finding> lint(PlantedTable table, PlantedTable other) throws IOException {
    return LatencyLint.lint(
        table.read(folder.resolve("a")), Optional.of(other.read(folder.resolve("b"))));
  }

  private static long errors(List<Finding> findings, Kind kind) {
    return findings.stream().filter(f -> f.isError() && f.kind() == kind).count();
  }

  private static PlantedTable table(String name) throws IOException {
    return name.equals("note10") ? PlantedTable.note10(192) : PlantedTable.i7();
  }

  /** The table as another device would have measured it: another speed, own noise. */
  private static PlantedTable measuredElsewhere(String name) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    return table(name).scaleAll(i -> 1.7 * (1 + 0.1 * random.nextDouble()));
  }

  @Test
  void differentDevicesHaveNothingAgainstEachOther() throws IOException {
    for (List<PlantedTable> pair :
        List.of(
            List.of(PlantedTable.note10(192), PlantedTable.i7()),
            List.of(PlantedTable.i7(), PlantedTable.note10(160)),
            List.of(PlantedTable.i7(), measuredElsewhere("i7")))) {
      List<Finding> findings = lint(pair.get(0), pair.get(1));
      assertEquals(0, findings.stream().filter(Finding::isError).count(), findings.toString());
    }
  }

  /** Values with two digits agree by chance in many rows. */
  @ParameterizedTest
  @ValueSource(strings = {"note10", "i7"})
  void coarseValuesThatAgreeByChanceAreNotCopies(String name) throws IOException {
    SplittableRandom random = new SplittableRandom(6);
    PlantedTable other = table(name);
    PlantedTable coarse = table(name);
    for (String key : other.keys()) {
      double mean = Math.max(0.1, other.mean(key));
      other.set(key, "mean", "%.1f".formatted(mean));
      coarse.set(key, "mean", "%.1f".formatted(mean * (0.8 + 0.4 * random.nextDouble())));
    }
    assertEquals(0, errors(lint(coarse, other), Kind.COPIED));
  }

  @ParameterizedTest
  @CsvSource({"note10, 3", "note10, 70", "i7, 3", "i7, 1000"})
  void copiedRows(String name, int rows) throws IOException {
    PlantedTable original = table(name);
    PlantedTable copy = measuredElsewhere(name);
    original
        .keys()
        .subList(20, 20 + rows)
        .forEach(key -> copy.set(key, "mean", Double.toString(original.mean(key))));
    List<Finding> findings = lint(copy, original);
    assertEquals(rows, errors(findings, Kind.COPIED));
    Finding first =
        findings.stream().filter(f -> f.kind() == Kind.COPIED).findFirst().orElseThrow();
    assertEquals(original.keys().get(20), first.key());
    assertTrue(first.value().contains(":" + original.line(first.key())), first.value());
  }

  @ParameterizedTest
  @CsvSource({"note10, 12", "note10, 70", "i7, 12", "i7, 4000"})
  void rowsCopiedTimesAConstant(String name, int rows) throws IOException {
    PlantedTable original = table(name);
    PlantedTable copy = measuredElsewhere(name);
    List<String> keys = original.keys().subList(20, 20 + rows);
    keys.forEach(key -> copy.set(key, "mean", Double.toString(1.8 * original.mean(key))));
    List<Finding> findings = lint(copy, original);
    assertEquals(rows, errors(findings, Kind.COPIED));
    assertTrue(
        findings.stream()
            .filter(f -> f.kind() == Kind.COPIED)
            .allMatch(f -> f.value().endsWith("times 1.800")),
        findings.toString());
  }

  @Test
  void theWholeTableIsTheOther() throws IOException {
    assertEquals(
        PlantedTable.note10(192).keys().size(),
        errors(lint(PlantedTable.note10(192), PlantedTable.note10(192)), Kind.COPIED));
  }

  @ParameterizedTest
  @CsvSource({"note10, 1e-3", "note10, 1e3", "i7, 1e3"})
  void unitsByTheRatio(String name, double factor) throws IOException {
    List<Finding> findings = lint(measuredElsewhere(name).scaleAll(i -> factor), table(name));
    assertTrue(
        findings.stream()
            .anyMatch(f -> f.kind() == Kind.UNIT && f.value().contains("times that of")),
        findings.toString());
  }

  /** The classifier has no like within a file of one resolution. */
  @Test
  void theUnitOfARowWithoutLikeByTheRatio() throws IOException {
    String key = "AvgPool2D-input:6x6x1152-output:1x1x1152";
    PlantedTable edited = measuredElsewhere("note10").scale(key, 1e3);
    List<Finding> findings = lint(edited, PlantedTable.note10(192));
    assertTrue(
        findings.stream().anyMatch(f -> f.kind() == Kind.UNIT && f.key().equals(key)),
        findings.toString());
  }

  @Test
  void saysSoWhereNoRowIsInCommon() throws IOException {
    List<Finding> findings = lint(PlantedTable.note10(192), PlantedTable.note10(160));
    assertTrue(
        findings.stream().anyMatch(f -> f.value().startsWith("no row in common")),
        findings.toString());
  }
}
