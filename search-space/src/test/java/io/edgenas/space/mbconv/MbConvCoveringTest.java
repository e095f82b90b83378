package io.edgenas.space.mbconv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.operation.Operation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.TinySpace;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MbConvCoveringTest {
  /** Listed and sampled alike: nothing is missing, nothing is unreachable. */
  @ParameterizedTest
  @ValueSource(strings = {"tiny", "ofa-mbv3-w1.0", "mobile-28"})
  void areThoseOfManyRandomNetworks(String name) {
    SearchSpace space = Spaces.builtIn(name);
    Task task = Task.of(space, 10, 3);
    int resolution = space.resolutions().get(0);
    Set<Operation> sampled = new HashSet<>();
    for (Arch arch : TinySpace.randomArchs(space, 3_000, 7)) {
      Arch there = arch.withResolution(resolution);
      sampled.addAll(space.lower(task, there).operations());
    }
    assertEquals(sampled, space.operations(task, resolution));
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 0})
  void refusesAResolutionThatTheSpaceDoesNotHave(int resolution) {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> TinySpace.SPACE.operations(TinySpace.TASK, resolution));
    assertTrue(e.getMessage().contains("resolution " + resolution), e.getMessage());
  }
}
