package io.edgenas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.operation.Operation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.SpaceFile;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.TinySpace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationCatalogTest {
  /** The built-in spaces, and one whose lists have different lengths from stage to stage. */
  static Stream<SearchSpace> spaces() {
    SearchSpace uneven =
        SpaceFile.read(
            io.edgenas.base.input.Document.parse(
                """
                schema: 1
                name: uneven
                stem: {width: 8, kernel: 3, stride: 2, activation: relu}
                stages:
                  - {widths: [8, 16, 24], depths: [1], kernels: [3], expands: [1, 2, 3], stride: 1, activation: relu, squeeze_excite: false}
                  - {widths: [16, 32], depths: [2], kernels: [3, 5, 7], expands: [2], stride: 2, activation: relu, squeeze_excite: false}
                  - {widths: [24], depths: [1, 3], kernels: [3, 5], expands: [2, 3], stride: 1, activation: hswish, squeeze_excite: true}
                  - {widths: [16, 24, 32, 40], depths: [1, 2], kernels: [3, 5], expands: [1, 4], stride: 2, activation: hswish, squeeze_excite: true}
                head: {expand_width: 48, activation: relu}
                resolutions: [16, 24]
                """,
                "uneven.yaml"));
    return Stream.concat(Spaces.BUILT_IN.stream().map(Spaces::builtIn), Stream.of(uneven));
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void holdsEveryOperationOfRandomArchitectures(SearchSpace space) {
    List<Integer> resolutions = OperationCatalog.spread(space, 3);
    Set<Operation> catalog = new HashSet<>(OperationCatalog.of(space, resolutions).operations());
    List<Task> tasks =
        OperationCatalog.CLASSES.stream()
            .map(classes -> Task.of(space, classes, classes % 3 == 0 ? 3 : 1))
            .toList();
    List<Arch> archs = TinySpace.randomArchs(space, 2_000, 1);
    for (int i = 0; i < archs.size(); i++) {
      Arch arch = archs.get(i).withResolution(resolutions.get(i % resolutions.size()));
      for (Operation operation : space.lower(tasks.get(i % tasks.size()), arch).operations()) {
        assertTrue(catalog.contains(operation), () -> operation.key() + " of " + arch);
      }
    }
  }

  @Test
  void holdsNothingThatNoArchitectureReaches() {
    SearchSpace space = TinySpace.SPACE;
    Set<Operation> reached = new HashSet<>();
    for (int classes : OperationCatalog.CLASSES) {
      for (int channels : OperationCatalog.CHANNELS) {
        Task task = Task.of(space, classes, channels);
        for (Arch arch : TinySpace.randomArchs(2_000, 2)) {
          reached.addAll(space.lower(task, arch).operations());
        }
      }
    }
    assertEquals(reached, Set.copyOf(OperationCatalog.of(space, space.resolutions()).operations()));
  }

  @Test
  void namesEachOperationOnce() {
    List<Operation> operations =
        OperationCatalog.of(TinySpace.SPACE, TinySpace.SPACE.resolutions()).operations();
    assertEquals(operations.size(), operations.stream().map(Operation::key).distinct().count());
  }

  @Test
  void finishesOneResolutionBeforeTheNext() {
    List<Operation> both = OperationCatalog.of(TinySpace.SPACE, List.of(12, 20)).operations();
    List<Operation> large = OperationCatalog.of(TinySpace.SPACE, List.of(20)).operations();
    assertEquals(large, both.subList(0, large.size()));
  }

  @Test
  void takesWhatEveryNetworkNeedsBeforeTheChoices() {
    SearchSpace space = Spaces.builtIn("ofa-mbv3-w1.2");
    List<Operation> operations = OperationCatalog.of(space, List.of(224)).operations();
    // Stem for two kinds of images, first block, ten blocks of five stages at most, head.
    List<String> early = operations.subList(0, 25).stream().map(Operation::key).toList();
    for (String needed :
        List.of(
            "conv-in:3x224x224-",
            "conv-in:1x224x224-",
            "pool-in:",
            "linear-in:1536-out:1000",
            "linear-in:1536-out:2")) {
      assertTrue(early.stream().anyMatch(key -> key.startsWith(needed)), needed);
    }
  }

  @Test
  void takesTheEndsBeforeTheMiddle() {
    SearchSpace space = Spaces.builtIn("ofa-mbv3-w1.2");
    assertEquals(
        List.of(224, 128, 176),
        OperationCatalog.of(space, List.of(128, 152, 176, 200, 224)).resolutions().subList(0, 3));
  }

  @Test
  void spreadsResolutionsEvenlyFromEndToEnd() {
    assertEquals(
        List.of(128, 152, 176, 200, 224),
        OperationCatalog.spread(Spaces.builtIn("ofa-mbv3-w1.2"), 5));
    assertEquals(List.of(12, 16, 20), OperationCatalog.spread(TinySpace.SPACE, 5));
    for (int count : IntStream.rangeClosed(2, 25).toArray()) {
      List<Integer> chosen = OperationCatalog.spread(Spaces.builtIn("ofa-mbv3-w1.0"), count);
      assertEquals(count, new TreeSet<>(chosen).size());
    }
  }

  @Test
  void refusesAResolutionThatTheSpaceLacks() {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> OperationCatalog.of(TinySpace.SPACE, List.of(13)));
    assertTrue(e.getMessage().contains("resolution 13"));
    assertTrue(e.getMessage().contains("[12, 16, 20]"));
  }
}
