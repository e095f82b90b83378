package io.edgenas.latency.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.latency.lint.Finding.Kind;
import io.edgenas.operation.Operation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table is held to the resolutions that it holds, and to those wholly. */
class MissingCheckTest {
  private static final int SUBSETS = 4;

  private static LintTable table(SearchSpace space, Set<Operation> operations) {
    List<LintRow> rows =
        operations.stream()
            .map(
                operation ->
                    new LintRow(
                        operation.key(),
                        "operations.csv",
                        2,
                        List.of(operation),
                        OptionalInt.empty(),
                        100 + operation.macs() / 1e3,
                        1,
                        OptionalDouble.empty(),
                        OptionalDouble.empty()))
            .toList();
    return new LintTable("profile", List.of(space), rows, 1, true, List.of());
  }

  private static List<Finding> missing(SearchSpace space, Set<Operation> operations) {
    return LatencyLint.lint(table(space, operations), Optional.empty()).stream()
        .filter(finding -> finding.kind() == Kind.MISSING)
        .toList();
  }

  private static List<Integer> someResolutions(SearchSpace space, Random random) {
    List<Integer> resolutions = new ArrayList<>(space.resolutions());
    Collections.shuffle(resolutions, random);
    return resolutions.subList(0, 1 + random.nextInt(Math.min(6, resolutions.size())));
  }

  private static Set<Operation> operations(SearchSpace space, List<Integer> resolutions) {
    Set<Operation> operations = new LinkedHashSet<>();
    for (int resolution : resolutions) {
      operations.addAll(space.operations(Task.of(space, 1_000, 3), resolution));
    }
    return operations;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofa-mbv3-w1.0", "ofa-mbv3-w1.2", "mobile-28", "mobile-96"})
  void nothingIsMissingAtResolutionsThatTheTableDoesNotHold(String name) {
    SearchSpace space = Spaces.builtIn(name);
    Random random = new Random(1);
    for (int i = 0; i < SUBSETS; i++) {
      List<Integer> resolutions = someResolutions(space, random);
      assertEquals(
          List.of(), missing(space, operations(space, resolutions)), resolutions.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofa-mbv3-w1.0", "ofa-mbv3-w1.2", "mobile-28", "mobile-96"})
  void everyRowThatIsMissingAtOneThatItHoldsIsNamed(String name) {
    SearchSpace space = Spaces.builtIn(name);
    Random random = new Random(2);
    for (int i = 0; i < SUBSETS; i++) {
      List<Integer> resolutions = someResolutions(space, random);
      Set<Operation> operations = operations(space, resolutions);
      List<Operation> removed = new ArrayList<>(operations);
      Collections.shuffle(removed, random);
      removed.subList(1 + operations.size() / 10, removed.size()).clear();
      operations.removeAll(removed);
      List<String> found = missing(space, operations).stream().map(Finding::key).sorted().toList();
      assertEquals(removed.stream().map(Operation::key).sorted().toList(), found);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofa-mbv3-w1.2", "mobile-28"})
  void whatCannotBeInterpolatedIsAnError(String name) {
    SearchSpace space = Spaces.builtIn(name);
    Set<Operation> operations = operations(space, space.resolutions().subList(1, 2));
    operations.remove(List.copyOf(operations).get(3));
    List<Finding> findings = missing(space, operations);
    assertEquals(1, findings.size());
    assertTrue(findings.get(0).isError());
  }
}
