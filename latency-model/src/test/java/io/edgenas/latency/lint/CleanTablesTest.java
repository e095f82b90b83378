package io.edgenas.latency.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.fixtures.Reference;
import io.edgenas.latency.lint.Finding.Kind;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.file.Spaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published tables have no error, and few rows worth a look. */
class CleanTablesTest {
  private static List<Path> note10() {
    Path folder = Reference.folder("ofa-note10");
    return Stream.of(160, 176, 192, 208, 224)
        .map(resolution -> folder.resolve(resolution + "_lookup_table.yaml"))
        .toList();
  }

  private static List<Path> i7() {
    return List.of(Reference.folder("nsganetv2").resolve("i7-8700K_lut.yaml"));
  }

  private static List<Finding> lint(LintTable table) {
    return LatencyLint.lint(table, Optional.empty());
  }

  @Test
  void theNote10TablesHaveNoFindingAtAll() {
    LintTable table = LatencyLint.read(note10(), Optional.empty());
    assertEquals(List.of("ofa-mbv3-w1.2"), table.spaces().stream().map(SearchSpace::name).toList());
    assertEquals(5 * 96, table.rows().size());
    assertEquals(List.of(), lint(table));
  }

  @Test
  void theI7TableHasWarningsForLessThanAHundredthOfItsRows() {
    LintTable table = LatencyLint.read(i7(), Optional.empty());
    assertEquals(
        List.of("ofa-mbv3-w1.0", "ofa-mbv3-w1.2"),
        table.spaces().stream().map(SearchSpace::name).toList());
    assertEquals(4_050, table.rows().size());
    List<Finding> findings = lint(table);
    assertEquals(0, findings.stream().filter(Finding::isError).count(), findings.toString());
    assertTrue(findings.size() <= 40, findings.size() + " warnings");
    assertEquals(
        2,
        findings.stream().filter(f -> f.kind() == Kind.MISSING).count(),
        "the pool, once for each space");
  }

  @Test
  void rowsOfAnotherSpaceThanTheGivenAreCounted() {
    LintTable table = LatencyLint.read(i7(), Optional.of(Spaces.builtIn("ofa-mbv3-w1.0")));
    Finding left =
        lint(table).stream().filter(f -> f.kind() == Kind.OTHER_SPACE).findFirst().orElseThrow();
    assertEquals((4_050 - table.rows().size()) + " rows", left.value());
  }
}
