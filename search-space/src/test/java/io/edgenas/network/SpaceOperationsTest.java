package io.edgenas.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Spaces;
import io.edgenas.space.Task;
import io.edgenas.space.fixtures.TinySpace;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceOperationsTest {
  /** Listed and sampled alike: nothing is missing, nothing is unreachable. */
  @ParameterizedTest
  @ValueSource(strings = {"tiny", "ofa-mbv3-w1.0", "mobile-28"})
  void areThoseOfManyRandomNetworks(String name) {
    SearchSpace space = Spaces.builtIn(name);
    Task task = Task.of(space, 10, 3);
    int resolution = space.resolutions().get(0);
    Set<Operation> sampled = new HashSet<>();
    for (ArchSpec arch : TinySpace.randomArchs(space, 3_000, 7)) {
      ArchSpec there = new ArchSpec(resolution, arch.stages());
      sampled.addAll(Lowering.lower(space, task, there).operations());
    }
    assertEquals(sampled, SpaceOperations.of(space, task, resolution));
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 0})
  void refusesAResolutionThatTheSpaceDoesNotHave(int resolution) {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> SpaceOperations.of(TinySpace.SPACE, TinySpace.TASK, resolution));
    assertTrue(e.getMessage().contains("resolution " + resolution), e.getMessage());
  }
}
