package io.edgenas.profiler.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.output.Sha256;
import io.edgenas.network.Arch;
import io.edgenas.profiler.command.table.ArchFile;
import io.edgenas.profiler.command.table.MeasurementFile;
import io.edgenas.profiler.command.table.TimeUnitName;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as spreadsheets of all countries, other harnesses and attackers write them. */
class StrangersTablesTest {
  private static final List<Arch> ARCHS = TinySpace.randomArchs(3, 1);
  private static final String PLAIN = "file,arch,latency_ms\n1,A,1.5\n2,B,2.25\n3,C,0.5\n";

  @TempDir private Path folder;

  private static String filled(String text) {
    return text.replace("A", ARCHS.get(0).toString())
        .replace("B", ARCHS.get(1).toString())
        .replace("C", ARCHS.get(2).toString());
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("measure.csv"), bytes);
  }

  private Path write(String text) throws IOException {
    return write(filled(text).getBytes(StandardCharsets.UTF_8));
  }

  private MeasurementFile read(Path file) {
    return MeasurementFile.read(file, TinySpace.SPACE, Optional.empty());
  }

  private String refusal(Path file) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertThrows(BadInputException.class, () -> read(file)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufefffile,arch,latency_ms\n1,A,1.5\n2,B,2.25\n3,C,0.5\n",
        "file,arch,latency_ms\r\n1,A,1.5\r\n2,B,2.25\r\n3,C,0.5\r\n",
        "file,arch,latency_ms\r1,A,1.5\r2,B,2.25\r3,C,0.5\r",
        "file, arch, latency_ms\n1, A, 1.5\n2, B, 2.25\n3, C, 0.5",
        "\"file\",\"arch\",\"latency_ms\"\n\"1\",\"A\",\"1.5\"\n2,B,2.25\n3,C,0.5\n",
        "file\tarch\tlatency_ms\n1\tA\t1.5\n2\tB\t2.25\n3\tC\t0.5\n",
        "file;arch;latency_ms\n1;A;1.5\n2;B;2.25\n3;C;0.5\n",
        "file;arch;latency_ms\n1;A;1,5\n2;B;2,25\n3;C;0,5\n",
        "sep=;\nfile;arch;latency_ms\n1;A;1,5\n2;B;2,25\n3;C;0,5\n",
        "# a comment, with commas\nfile;arch;latency_ms\n1;A;1,5\n2;B;2,25\n3;C;0,5\n",
        "arch,latency_us\nA,1500\nB,2.25e3\nC,500\n",
        "arch,latency_s,p90_ms\nA,0.0015,1.5\nB,0.00225,\nC,5e-4,0.5\n",
      })
  void readsWhatIsUnambiguous(String text) throws IOException {
    assertEquals(
        List.of(1500.0, 2250.0, 500.0),
        read(write(text)).networks().stream()
            .map(one -> Math.rint(one.latency().medianUs() * 1e6) / 1e6)
            .toList());
  }

  @Test
  void saysThatItReadDecimalCommas() throws IOException {
    MeasurementFile file = read(write("arch;latency_ms\nA;1,5\nB;2\n"));
    assertTrue(file.notes().get(0).contains("decimal commas"), file.notes().toString());
    assertEquals(List.of(), read(write(PLAIN)).notes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arch;latency_ms\\nA;1,5\\nB;2.5\\n | :3: column latency_ms has '2.5', but rows before",
        "arch;latency_ms\\nA;1.234,5\\n | :2: column latency_ms has '1.234,5': give milliseconds",
        "arch\\tlatency_ms\\nA\\t1,5\\n | :2: column latency_ms has '1,5': give milliseconds as 12.34,"
            + " with a decimal point",
        "arch,latency_ms\\nA,1,5\\n | :2: the row has 3 cells, the header 2",
        "arch,latency_ms\\nA,1d\\n | column latency_ms has '1d'",
        "arch,latency_ms\\nA,0x1p3\\n | column latency_ms has '0x1p3'",
        "arch,latency_ms\\nA,\u0661\u0662\\n | column latency_ms has '",
        "arch,latency_ms\\nA,Infinity\\n | column latency_ms has 'Infinity'",
        "arch,latency_ms\\nA,1e308\\n | latency_ms 1.0E308 is not allowed",
        "arch,latency_ms\\nA,-1.5\\n | latency_ms -1.5 is not allowed",
        "arch,latency_us\\nA,1e-9\\n | latency_us 1.0E-9 is not allowed",
        "arch,latency_ms,latency_us\\nA,1,1000\\n | only one of latency_ms, latency_us",
        "arch,latency_ms,latency_ms\\nA,1,2\\n | column latency_ms stands there twice",
        "arch,arch,latency_ms\\nA,B,2\\n | column arch stands there twice",
        "arch,latency_ms\\n | has no row below its header",
        "arch,latency_ms\\n\"A,1\\nB,2\\n | measure.csv:2: a quote begins here and never ends",
        "arch,latency_ms\\nA,1\\n'',2\\n | :3: malformed architecture",
        "name: value\\n | :1: columns are [name: value]: a column arch is needed",
      })
  void saysWhatIsWrong(String text, String message) throws IOException {
    String refusal = refusal(write(text.replace("\\n", "\n").replace("\\t", "\t")));
    assertTrue(refusal.contains("measure.csv") && refusal.contains(message), refusal);
  }

  @Test
  void saysThatAFileIsEmpty() throws IOException {
    assertTrue(refusal(write("")).contains("measure.csv is empty"), refusal(write("")));
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16, UTF-16",
    "UTF-16LE, UTF-16",
    "UTF-16BE, UTF-16",
    "UTF-32, is not UTF-8 text but binary"
  })
  void namesAnotherEncoding(String encoding, String message) throws IOException {
    String refusal = refusal(write(filled(PLAIN).getBytes(Charset.forName(encoding))));
    assertTrue(refusal.contains("measure.csv:1: is"), refusal);
    assertTrue(refusal.contains(message), refusal);
  }

  @Test
  void namesTheLineOfALetterInLatin1() throws IOException {
    String text = filled("arch,latency_ms,remark\nA,1,\nB,2,gr\u00fcn\n");
    String refusal = refusal(write(text.getBytes(StandardCharsets.ISO_8859_1)));
    assertTrue(refusal.contains("measure.csv:3: is not UTF-8 text (byte 0xFC)"), refusal);
    assertTrue(refusal.contains("iconv -f WINDOWS-1252"), refusal);
  }

  @Test
  void namesWhatIsNoText() throws IOException {
    assertTrue(refusal(write(new byte[] {'P', 'K', 3, 4, 20, 0})).contains("a zip archive"));
    assertTrue(refusal(write(new byte[] {0x1f, (byte) 0x8b, 8})).contains("gzip"));
    assertTrue(refusal(write(new byte[] {(byte) 0x80, 4, (byte) 0x95})).contains("pickle"));
  }

  @Test
  void endsAtACellOfTenMegabytes() throws IOException {
    String refusal = refusal(write("arch,latency_ms\nA,1\nB," + "9".repeat(10_000_000) + "\n"));
    assertTrue(refusal.contains("measure.csv:3: the row is longer than"), refusal);
    String open = "arch,latency_ms\nA,1\n\"" + "x\n".repeat(2_000_000);
    assertTrue(refusal(write(open)).contains("is a quote open"), refusal(write(open)));
  }

  @Test
  void waitsForNoPipeAndReadsNoDevice() throws Exception {
    assertTrue(refusal(Path.of("/dev/zero")).contains("/dev/zero is a pipe, a socket or a device"));
    Path pipe = folder.resolve("pipe.csv");
    assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
    assertTrue(refusal(pipe).contains("pipe.csv is a pipe"));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThrows(BadInputException.class, () -> ArchFile.read(pipe, TinySpace.SPACE)));
  }

  @Test
  void hashesTheBytesThatItRead() throws IOException {
    Path file = write(PLAIN);
    assertEquals(Sha256.of(file), read(file).sha256());
  }

  @Test
  void takesTheUnitThatIsStated() throws IOException {
    Path file = write("arch,latency_ms,repeat_ms\nA,1500,1600\n");
    var one =
        MeasurementFile.read(file, TinySpace.SPACE, Optional.of(TimeUnitName.US)).networks().get(0);
    assertEquals(1500, one.latency().medianUs());
    assertEquals(1600, one.repeatUs().orElseThrow());
    Path named = write("arch,latency_us\nA,1500\n");
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> MeasurementFile.read(named, TinySpace.SPACE, Optional.of(TimeUnitName.S)));
    assertTrue(e.getMessage().contains("latency_us contradicts --unit s"), e.getMessage());
  }
}
