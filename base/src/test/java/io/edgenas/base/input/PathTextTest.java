package io.edgenas.base.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PathTextTest {
  @Test
  void readsAPath() {
    assertEquals(Path.of("a b/c"), PathText.parse("--out", "a b/c"));
    assertEquals(Path.of("."), PathText.parse("--out", "."));
  }

  @Test
  void refusesTheEmptyTextThatWouldBeTheCurrentFolder() {
    BadInputException e = assertThrows(BadInputException.class, () -> PathText.parse("--out", ""));
    assertTrue(e.getMessage().startsWith("--out is empty: name a file or folder"), e.getMessage());
  }

  @Test
  void namesTheTextThatCannotBeAPath() {
    BadInputException e =
        assertThrows(BadInputException.class, () -> PathText.parse("--out", "a\0b"));
    assertEquals(
        "--out 'a\\u0000b' cannot be a path here: it has a zero character", e.getMessage());
  }

  @Test
  void saysWhatToDoAboutLettersThatCouldNotBeRead() {
    BadInputException e =
        assertThrows(BadInputException.class, () -> PathText.parse("--out", "\ufffd.onnx"));
    assertTrue(e.getMessage().contains("set LC_ALL=C.UTF-8"), e.getMessage());
    assertTrue(e.getMessage().contains("rename it"), e.getMessage());
  }
}
