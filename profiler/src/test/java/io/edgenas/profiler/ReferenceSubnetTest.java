package io.edgenas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Network;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ReferenceSubnetTest {
  static final List<String> SPACES = Spaces.BUILT_IN;

  @ParameterizedTest
  @FieldSource("SPACES")
  void liesBetweenTheEndsOfEverySpace(String name) {
    SearchSpace space = Spaces.builtIn(name);
    Network reference = ReferenceSubnet.of(space);
    Task task = Task.of(space, reference.classes(), reference.channels());
    int resolution = reference.arch().resolution();
    assertTrue(
        reference.macs() >= space.lower(task, space.smallest().withResolution(resolution)).macs());
    assertTrue(
        reference.macs() <= space.lower(task, space.largest().withResolution(resolution)).macs());
    assertEquals(reference.arch(), ReferenceSubnet.of(space).arch());
  }
}
