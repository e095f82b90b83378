package io.edgenas.profiler.command.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementFileTest {
  private static final List<Arch> ARCHS = TinySpace.randomArchs(3, 1);

  @TempDir private Path folder;

  private MeasurementFile read(String text) throws IOException {
    Path file = folder.resolve("measure.csv");
    Files.writeString(
        file,
        text.replace("A", ARCHS.get(0).toString())
            .replace("B", ARCHS.get(1).toString())
            .replace("C", ARCHS.get(2).toString()));
    return MeasurementFile.read(file, TinySpace.SPACE, Optional.empty());
  }

  @Test
  void readsLatenciesInMilliseconds() throws IOException {
    MeasurementFile file = read("file,arch,latency_ms\n1.onnx,A,1.5\n2.onnx,B,\n3.onnx,C, 2.25\n");
    assertEquals(1, file.empty());
    assertEquals(2, file.networks().size());
    assertEquals(ARCHS.get(2), file.networks().get(1).arch());
    assertEquals(2250, file.networks().get(1).latency().medianUs());
    assertEquals(1, file.networks().get(1).latency().runs());
    assertEquals(OptionalDouble.empty(), file.networks().get(1).repeatUs());
  }

  @Test
  void takesWhatElseIsKnown() throws IOException {
    var one = read("arch,latency_ms,repeat_ms,p90_ms,runs\nA,1,1.1,1.4,200\n").networks().get(0);
    assertEquals(1000, one.latency().medianUs());
    assertEquals(1400, one.latency().p90Us());
    assertEquals(200, one.latency().runs());
    assertEquals(1100, one.repeatUs().orElseThrow(), 1e-9);
  }

  @Test
  void dividesManyMeasurementsOfASubnetIntoTwoHalves() throws IOException {
    var one = read("arch,latency_ms\nA,1\nA,10\nA,3\nA,20\nA,2\n").networks().get(0);
    assertEquals(2000, one.latency().medianUs());
    assertEquals(1000, one.latency().p10Us());
    assertEquals(20_000, one.latency().p90Us());
    assertEquals(5, one.latency().runs());
    assertEquals(15_000, one.repeatUs().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1;5 | column latency_ms has '1;5': give milliseconds",
        "0 | latency_ms 0.0 is not allowed",
        "-3 | latency_ms -3.0 is not allowed",
        "NaN | latency_ms NaN is not allowed",
        "1e9 | latency_ms 1.0E9 is not allowed",
      })
  void refusesWhatIsNoLatencyNamingFileAndLine(String text, String message) {
    BadInputException e =
        assertThrows(BadInputException.class, () -> read("arch,latency_ms\nA,1\nB," + text + "\n"));
    assertTrue(e.getMessage().contains("measure.csv:3: "), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void refusesAFileWithoutTheColumn() {
    BadInputException e = assertThrows(BadInputException.class, () -> read("arch,latency\nA,1\n"));
    assertTrue(e.getMessage().contains("a column latency_ms is needed"), e.getMessage());
  }

  @Test
  void refusesSwappedColumns() {
    BadInputException e =
        assertThrows(BadInputException.class, () -> read("arch,latency_ms,p90_ms\nA,2,1\n"));
    assertTrue(e.getMessage().contains("are columns swapped?"), e.getMessage());
  }
}
