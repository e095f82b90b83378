package io.edgenas.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the space of every family does; {@link #space} is small enough to walk through. */
public abstract class SearchSpaceContract extends DecisionSpaceContract {
  @Override
  protected abstract SearchSpace space();

  @Test
  void coveringHasEveryOperation() {
    Task task = Task.of(space(), 10, 3);
    int resolution = space().resolutions().get(0);
    Set<Operation> covered = space().operations(task, resolution);
    for (Arch arch : all()) {
      for (Operation operation :
          space().lower(task, arch.withResolution(resolution)).operations()) {
        assertTrue(covered.contains(operation), operation.key());
      }
    }
  }

  /** The network itself knows no task, so that only the spaces can be asked. */
  @Test
  void networksAreOfTheTask() {
    for (int classes : new int[] {2, 7}) {
      for (int channels : new int[] {1, 3}) {
        Network network = space().lower(Task.of(space(), classes, channels), space().smallest());
        assertEquals(classes, network.classes());
        assertEquals(channels, network.channels());
        assertEquals(space().smallest().resolution(), network.input().height());
      }
    }
  }
}
