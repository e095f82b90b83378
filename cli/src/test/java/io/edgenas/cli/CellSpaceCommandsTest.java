package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.network.Network;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A space of another family than the supernets' goes through every command that can take it. */
class CellSpaceCommandsTest {
  private static final SearchSpace SPACE = Spaces.builtIn("nasbench201");
  private static final String ARCH =
      "r32/|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|"
          + "+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|";

  @TempDir private Path folder;

  @Test
  void predictsTheLatencyOfACell() throws IOException {
    Path profile = SyntheticProfile.write(folder, SPACE);
    Document answer =
        CommandRun.succeeding(
                "latency",
                "predict",
                "--profile",
                profile.toString(),
                "--space",
                "nasbench201",
                "--classes",
                "10",
                "--json",
                ARCH)
            .objects()
            .get(0);
    Network network = SPACE.lower(Task.of(SPACE, 10, 3), SPACE.parse(ARCH));
    double ms = network.operations().stream().mapToDouble(SyntheticProfile::latencyUs).sum() / 1e3;
    assertEquals(ms, answer.required("latency_ms").number(0, 1e3), 0.05 * ms);
    assertEquals(ARCH, answer.required("arch").text());
  }

  @Test
  void tellsWhatACellConsistsOf() {
    Document answer =
        CommandRun.succeeding("arch", ARCH, "--space", "nasbench201", "--json").objects().get(0);
    assertEquals(
        SPACE.lower(Task.of(SPACE, 1000, 3), SPACE.parse(ARCH)).params(),
        answer.required("params").integer64(0, Long.MAX_VALUE));
  }

  @Test
  void drawsCells() {
    List<Document> drawn =
        CommandRun.succeeding("arch", "--space", "nasbench201", "--sample", "4", "--json")
            .objects();
    assertEquals(4, drawn.stream().map(one -> one.required("arch").text()).distinct().count());
  }

  @Test
  void trainingSaysWhichFamilyItNeeds() {
    CommandRun run =
        CommandRun.of(
            "train",
            "--data",
            "bundled",
            "--space",
            "nasbench201",
            "--out",
            folder.resolve("supernet").toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("is of the family cell"), run.err());
    assertTrue(run.err().contains("one of the family mbconv"), run.err());
  }
}
