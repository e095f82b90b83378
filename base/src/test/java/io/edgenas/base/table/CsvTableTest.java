package io.edgenas.base.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  @TempDir Path folder;

  private static CsvTable parse(String text) {
    return CsvTable.parse(text.getBytes(StandardCharsets.UTF_8), "a.csv");
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n1,\"x, \"\"y\"\"\"\n,2\n",
        "a,b\r\n1,\"x, \"\"y\"\"\"\r\n,2\r\n",
        "\uFEFFa,b\n1,\"x, \"\"y\"\"\"\n,2"
      })
  void readsWhatOtherProgramsWrite(String text) {
    CsvTable table = parse(text);
    assertEquals(List.of("a", "b"), table.columns());
    assertEquals(List.of(List.of("1", "x, \"y\""), List.of("", "2")), table.rows());
    assertEquals(1, table.column("b"));
    assertEquals("a.csv:3", table.place(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b~1,2~1,2,3~        | a.csv:3: has 3 cells, and the header 2",
        "a,b~1,2~~             | a.csv:3: has 1 cells, and the header 2",
        "a,a~1,2~              | a.csv:1: column a stands there twice",
        "a,,c~1,2,3~           | a.csv:1: column 2 has no name",
        "a,b~1,2~1,^x~y^~      | a.csv:3: 'x",
        "a,b~1,2~1,^x^y~       | a.csv:3: malformed",
        "a,b~1,2~1,^x~         | a.csv:3: malformed",
        "a,b~                  | a.csv:1: there is no row below the header",
      })
  void refusesWithFileAndLine(String text, String message) {
    String written = text.strip().replace('~', '\n').replace('^', '"');
    BadInputException e = assertThrows(BadInputException.class, () -> parse(written));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  @Test
  void refusesAnUnknownColumnAndNamesThoseThereAre() {
    BadInputException e =
        assertThrows(BadInputException.class, () -> parse("flops,acc\n1,2\n").column("flop"));
    assertEquals(
        "a.csv:1: there is no column 'flop' (did you mean flops?): it has flops, acc",
        e.getMessage());
  }

  @Test
  void refusesNothingAtAll() {
    assertThrows(BadInputException.class, () -> parse(""));
  }

  @Test
  void readsPackedFiles() throws IOException {
    byte[] text = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        CsvTable.read(file("plain.csv", text)).rows(),
        CsvTable.read(file("packed.csv.gz", packed(text))).rows());
  }

  @Test
  void refusesPackedFilesThatAreDamagedCutOffOrNone() throws IOException {
    byte[] packed = packed("a,b\n1,2\n1,2\n".getBytes(StandardCharsets.UTF_8));
    Path cut = file("cut.csv.gz", Arrays.copyOf(packed, packed.length - 9));
    assertTrue(refused(cut).contains(cut + " is cut off: fetch it again"));
    Path plain = file("plain.csv.gz", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    assertTrue(refused(plain).contains(plain + " is damaged or not gzipped"));
    packed[packed.length - 5] ^= 1;
    Path damaged = file("damaged.csv.gz", packed);
    assertTrue(refused(damaged).contains(damaged + " is damaged"));
  }

  @Test
  void refusesAFewBytesThatUnpackToTooMany() throws IOException {
    Path bomb = file("bomb.csv.gz", packed(new byte[(64 << 20) + 1]));
    assertTrue(Files.size(bomb) < 1 << 20);
    assertTrue(refused(bomb).contains("at most 67108864 are read"), refused(bomb));
  }

  @Test
  void refusesLongLines() {
    String message =
        assertThrows(BadInputException.class, () -> parse("a\n" + "x".repeat(70_000) + "\n"))
            .getMessage();
    assertTrue(message.startsWith("a.csv:2: the line is longer than 65536"), message);
  }

  private static String refused(Path file) {
    return assertThrows(BadInputException.class, () -> CsvTable.read(file)).getMessage();
  }
}
