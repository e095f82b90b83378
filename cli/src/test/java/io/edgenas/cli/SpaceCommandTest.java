package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.mbconv.MbConvFamily;
import io.edgenas.space.mbconv.MbConvSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceCommandTest {
  @Test
  void listsEveryBuiltInSpace() {
    List<String> names =
        CommandRun.succeeding("space", "list", "--json").objects().stream()
            .map(space -> space.required("space").text())
            .toList();
    assertEquals(Spaces.BUILT_IN, names);
  }

  @Test
  void showsChoicesAndFiguresToPeople() {
    String shown = CommandRun.succeeding("space", "show", "tiny", "--classes", "4").out();
    assertTrue(shown.contains("subnets      10080"), shown);
    assertTrue(shown.contains("kernel [3, 5, 7]"), shown);
    assertTrue(shown.contains("4 classes"), shown);
  }

  @Test
  void showsADefinitionThatReadsBackToTheSameSpace() {
    Document shown = CommandRun.succeeding("space", "show", "tiny", "--json").objects().get(0);
    assertEquals(
        MbConvSpace.builtIn("tiny"), new MbConvFamily().read(shown.required("definition")));
  }

  @Test
  void takesAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("mine.json");
    Files.writeString(file, Json.pretty(MbConvSpace.builtIn("tiny").toJson()));
    Document shown =
        CommandRun.succeeding("space", "show", file.toString(), "--json").objects().get(0);
    assertEquals(MbConvSpace.builtIn("tiny").fingerprint(), shown.required("fingerprint").text());
  }
}
