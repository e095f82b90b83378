package io.edgenas.base.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
  private enum Colour {
    DARK_RED,
    GREEN
  }

  private static Document yaml(String text) {
    return Document.parse(text, "a.yaml");
  }

  private static void assertRefused(
      String yaml, Function<Document, Object> accessor, String... parts) {
    Document document = yaml("a:\n  b: " + yaml).required("a").required("b");
    BadInputException e = assertThrows(BadInputException.class, () -> accessor.apply(document));
    assertTrue(e.getMessage().startsWith("a.yaml:2: a.b: "), e.getMessage());
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void readsEveryTypeFromYamlAndJson() {
    String json = "{\"i\": 3, \"d\": 2.5, \"t\": \"x\", \"b\": true, \"l\": [1, 2], \"n\": null}";
    for (Document document : List.of(yaml(json), Document.parse(json, "a.json"))) {
      assertEquals(3, document.required("i").integer(0, 5));
      assertEquals(3.0, document.required("i").number(0, 5));
      assertEquals(2.5, document.required("d").number(0, 5));
      assertEquals("x", document.required("t").text());
      assertEquals(true, document.required("b").bool());
      assertEquals(List.of(1, 2), document.required("l").integers(5, 0, 5));
      assertEquals(List.of(1.0, 2.0), document.required("l").numbers(5, 0, 5));
      assertTrue(document.optional("n").isEmpty());
      assertTrue(document.optional("missing").isEmpty());
    }
  }

  @Test
  void addsItsPlaceToWhatHasNone() {
    Document a = yaml("a:\n  b: 1").required("a");
    BadInputException e =
        assertThrows(BadInputException.class, () -> a.make(() -> Check.range("width", 9, 1, 8)));
    assertEquals("a.yaml:1: a: width 9 is not allowed: 1 to 8", e.getMessage());
    assertEquals(Optional.of("a.yaml:1: a"), e.place());
    assertEquals("width 9 is not allowed: 1 to 8", e.problem());
  }

  @Test
  void keepsThePlaceWithinTheFile() {
    Document a = yaml("a:\n  b: 1").required("a");
    Document b = a.required("b");
    BadInputException e =
        assertThrows(BadInputException.class, () -> a.make(() -> a.make(b::text)));
    assertEquals("a.yaml:2: a.b: expected a text, found '1'", e.getMessage());
    assertEquals(Optional.of("a.yaml:2: a.b"), e.place());
  }

  @Test
  void standsBeforeThePlaceInAnotherFile() {
    Document a = yaml("a: 1").required("a");
    Document other = Document.parse("c: 1", "a.yaml.json.yaml").required("c");
    BadInputException e = assertThrows(BadInputException.class, () -> a.make(other::text));
    assertEquals("a.yaml:1: a: a.yaml.json.yaml:1: c: expected a text, found '1'", e.getMessage());
  }

  @Test
  void constantsAreNamedInLowerCase() {
    assertEquals(Colour.DARK_RED, yaml("a: dark-red").required("a").oneOf(Colour.class));
  }

  @Test
  void refusesOtherTypes() {
    assertRefused("x", d -> d.integer(1, 9), "expected a whole number from 1 to 9, found 'x'");
    assertRefused("'3'", d -> d.integer(1, 9), "expected a whole number", "found '3'");
    assertRefused("2.5", d -> d.integer(1, 9), "found '2.5'");
    assertRefused("{}", d -> d.number(1, 9), "expected a number", "found an object");
    assertRefused("3", Document::text, "expected a text, found '3'");
    assertRefused("maybe", Document::bool, "expected true or false, found 'maybe'");
    assertRefused("3", d -> d.list(5), "expected a list");
    assertRefused("3", d -> d.required("c"), "expected an object with keys, found '3'");
    assertRefused("[1, x]".replace("x", "[2]"), Document::text, "found a list");
  }

  @Test
  void refusesValuesOutOfRange() {
    assertRefused("0", d -> d.integer(1, 9), "value 0 is not allowed: 1 to 9");
    assertRefused("10", d -> d.integer64(1, 9), "value 10 is not allowed: 1 to 9");
    assertRefused("4294967297", d -> d.integer(1, 9), "value 4294967297 is not allowed");
    assertRefused("1.01", d -> d.number(0, 1), "value 1.01 is not allowed: 0.0 to 1.0");
    assertRefused("[1, 2, 3]", d -> d.list(2), "3", "2");
    assertRefused("green5", d -> d.oneOf(Colour.class), "'green5'", "did you mean green?");
  }

  @Test
  void refusesNaNAndInfinityHoweverTheyAreWritten() {
    for (String number : List.of(".nan", ".NaN", "NaN", ".inf", "1e999", "-.inf", "-1e999")) {
      BadInputException e =
          assertThrows(
              BadInputException.class,
              () -> yaml("\na: " + number).required("a").number(-1e300, 1e300));
      assertTrue(e.getMessage().startsWith("a.yaml:2: "), e.getMessage());
    }
  }

  @Test
  void missingAndUnknownKeysAreNamed() {
    Document document = yaml("kernel: 3\nwidth: 8\n");
    BadInputException missing =
        assertThrows(BadInputException.class, () -> document.required("depth"));
    assertTrue(missing.getMessage().startsWith("a.yaml:1: key 'depth' is missing"));
    BadInputException unknown =
        assertThrows(
            BadInputException.class, () -> document.allowKeys("kernel", "widths", "depth"));
    assertTrue(
        unknown.getMessage().contains("a.yaml:2: unknown key 'width' (did you mean widths?)"),
        unknown.getMessage());
    assertTrue(unknown.getMessage().contains("[kernel, widths, depth]"), unknown.getMessage());
  }

  @Test
  void controlCharactersOfAFileDoNotReachTheTerminal() {
    BadInputException e =
        assertThrows(BadInputException.class, () -> yaml("\"\\e[31mred\": 1").allowKeys("a"));
    assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e.getMessage());
  }

  @Test
  void refusesFilesThatAreNone(@TempDir Path folder) throws IOException {
    BadInputException missing =
        assertThrows(BadInputException.class, () -> Document.read(folder.resolve("missing.yaml")));
    assertTrue(missing.getMessage().contains("missing.yaml does not exist"));
    BadInputException directory =
        assertThrows(BadInputException.class, () -> Document.read(folder));
    assertTrue(directory.getMessage().contains(folder + " is a folder"));
    Path file = Files.writeString(folder.resolve("file"), "");
    BadInputException below =
        assertThrows(BadInputException.class, () -> Document.read(file.resolve("x.yaml")));
    assertTrue(below.getMessage().contains("x.yaml cannot be rea"), below.getMessage());
  }

  /** A sparse file: refused by its size, before a byte is read. */
  @Test
  void refusesHugeFiles(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("huge.yaml");
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(1L << 40);
    }
    BadInputException e = assertThrows(BadInputException.class, () -> Document.read(file));
    assertTrue(e.getMessage().contains((1L << 40) + " bytes"), e.getMessage());
  }

  /** Spelt out with every value, the keys around them would take 20 GB. */
  @Test
  void longKeysAroundManyValuesCostTheirLengthOnce() {
    String key = "{\"" + "k".repeat(40_000) + "\": ";
    String json = key.repeat(25) + "[" + "1, ".repeat(20_000) + "-1]" + "}".repeat(25);
    Document document = Document.parse(json, "a.json");
    for (int i = 0; i < 25; i++) {
      document = document.object().values().iterator().next();
    }
    Document list = document;
    BadInputException e = assertThrows(BadInputException.class, () -> list.integers(30_000, 0, 9));
    assertTrue(e.getMessage().startsWith("a.json:1: kkk"), e.getMessage());
    assertTrue(e.getMessage().length() < 1_000, e.getMessage());
  }

  /** The YAML reader's work grows with the square of a line's length: a minute for 16 MiB. */
  @Test
  void refusesALongYamlLineBeforeItIsParsed() {
    String line = "[" + "1,".repeat((1 << 16) / 2) + "1]";
    BadInputException e =
        assertThrows(BadInputException.class, () -> yaml("a: 1\r\n\nb: " + line + "\n"));
    assertTrue(e.getMessage().startsWith("a.yaml:3: the line has more than 65536"), "" + e);
    assertTrue(e.getMessage().contains("name end in .json"), e.getMessage());
    int items = Document.parse(line, "a.json").list(40_000).size();
    assertEquals((1 << 15) + 1, items);
    assertEquals(2, yaml("- '" + "x".repeat(65_000) + "'\n- 2").list(9).size());
  }

  @Test
  void refusesPipesAndDevices(@TempDir Path folder) throws Exception {
    Path pipe = folder.resolve("pipe.json");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    for (Path file : List.of(pipe, Path.of("/dev/zero"))) {
      for (Executable read :
          List.<Executable>of(() -> Document.read(file), () -> Document.readLeniently(file))) {
        BadInputException e =
            assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThrows(BadInputException.class, read));
        assertTrue(e.getMessage().startsWith(file + " is a pipe"), e.getMessage());
      }
    }
  }

  @Test
  void refusesNumbersThatParsersReadDifferently() {
    for (String number : List.of("010", "-010", "0x10", "0b11", "1_000", "00", "1_0.5")) {
      BadInputException e =
          assertThrows(BadInputException.class, () -> yaml("\na: " + number), number);
      assertTrue(e.getMessage().startsWith("a.yaml:2: '" + number), e.getMessage());
    }
    assertEquals(-0.5, yaml("a: -0.5").required("a").number(-1, 1));
    assertEquals(0, yaml("a: 0").required("a").integer(0, 1));
  }

  @Test
  void aRepeatedKeyIsRefusedOrKeptWhereAllDefectsAreAskedFor(@TempDir Path folder)
      throws IOException {
    String text = "a: 1\nb: 2\na: 3\n";
    BadInputException e = assertThrows(BadInputException.class, () -> yaml(text));
    assertEquals("a.yaml:3: key 'a' stands here twice, first in line 1: keep one", e.getMessage());
    Path file = Files.writeString(folder.resolve("a.yaml"), text);
    assertEquals(
        List.of("a1", "b2", "a3"),
        Document.readLeniently(file).entries().stream()
            .map(field -> field.getKey() + field.getValue().integer(0, 9))
            .toList());
  }
}
