package io.edgenas.supernet.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.space.mbconv.ArchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrowingLogsTest {
  @TempDir Path temp;

  private Path file() {
    return temp.resolve("log.csv");
  }

  private static LogRow row(int phase, long step) {
    return new LogRow(
        phase,
        "phase-" + phase,
        step,
        0.1 / (step + 1),
        2.25,
        step % 20 == 0 ? OptionalDouble.of(0.5) : OptionalDouble.empty(),
        OptionalDouble.empty(),
        step * 1.5);
  }

  private static List<LogRow> rows() {
    List<LogRow> rows = new ArrayList<>();
    for (int phase = 0; phase < 3; phase++) {
      for (long step = 10; step <= 40; step += 10) {
        rows.add(row(phase, step));
      }
    }
    return rows;
  }

  private void write(List<LogRow> rows) throws IOException {
    try (TrainingLog log = TrainingLog.open(file())) {
      for (LogRow row : rows) {
        log.append(row);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG"})
  void writesTheSameTextUnderAnyLocale(String locale) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(locale));
    try {
      write(List.of(row(0, 10), row(0, 20)));
    } finally {
      Locale.setDefault(before);
    }
    assertEquals(
        "phase,phase_name,step,learning_rate,loss,largest_top1,smallest_top1,elapsed_s\n"
            + "0,phase-0,10,0.009090909090909092,2.25,,,15.0\n"
            + "0,phase-0,20,0.004761904761904762,2.25,0.5,,30.0\n",
        Files.readString(file()));
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    write(rows());
    assertEquals(rows(), TrainingLog.read(file()));
  }

  @Test
  void showsRowsToOthersAsSoonAsTheyAreAppended() throws IOException {
    try (TrainingLog log = TrainingLog.open(file())) {
      log.append(row(0, 10));
      assertEquals(List.of(row(0, 10)), TrainingLog.read(file()));
    }
  }

  @Test
  void goesOnWhereARunWasKilledAtAnyByte() throws IOException {
    List<LogRow> rows = rows().subList(0, 2);
    write(rows);
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      try (TrainingLog log = TrainingLog.open(file())) {
        int kept = log.rows().size();
        assertEquals(rows.subList(0, kept), log.rows(), "killed at " + length);
        for (LogRow row : rows.subList(kept, rows.size())) {
          log.append(row);
        }
      }
      assertArrayEquals(whole, Files.readAllBytes(file()), "killed at " + length);
    }
  }

  @Test
  void forgetsWhatCameAfterACheckpointAndWritesItAgain() throws IOException {
    write(rows());
    String whole = Files.readString(file());
    try (TrainingLog log = TrainingLog.open(file())) {
      log.truncateAfter(1, 25);
      assertEquals(rows().subList(0, 6), log.rows());
      assertEquals(rows().subList(0, 6), TrainingLog.read(file()));
      for (LogRow row : rows().subList(6, 12)) {
        log.append(row);
      }
    }
    assertEquals(whole, Files.readString(file()));
  }

  @Test
  void keepsEverythingUpToTheCheckpointItself() throws IOException {
    write(rows());
    try (TrainingLog log = TrainingLog.open(file())) {
      log.truncateAfter(2, 40);
      assertEquals(rows(), log.rows());
      log.truncateAfter(1, 40);
      assertEquals(rows().subList(0, 8), log.rows());
      log.truncateAfter(0, 0);
      assertEquals(List.of(), log.rows());
    }
  }

  @Test
  void ignoresAnUnfinishedLastLineWhenOnlyReading() throws IOException {
    write(rows().subList(0, 3));
    String text = Files.readString(file());
    Files.writeString(file(), text + "0,phase-0,4");
    assertEquals(rows().subList(0, 3), TrainingLog.read(file()));
    assertEquals(text + "0,phase-0,4", Files.readString(file()), "reading changes nothing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0,phase-0,x,0.1,2,,,1",
        "0,phase-0,10,0.1,2,,1",
        "0,phase-0,10,NaN,2,,,1",
        "0,Phase 0,10,0.1,2,,,1",
        "0,phase-0,-1,0.1,2,,,1",
        "99999999999,phase-0,1,0.1,2,,,1",
        "0,\"phase-0,1,0.1,2,,,1"
      })
  void namesFileAndLineOfAMalformedRow(String line) throws IOException {
    write(rows().subList(0, 1));
    Files.writeString(file(), Files.readString(file()) + line + "\n");
    String message =
        assertThrows(BadInputException.class, () -> TrainingLog.read(file())).getMessage();
    assertTrue(message.startsWith(file().toString()), message);
    assertThrows(BadInputException.class, () -> TrainingLog.open(file()));
  }

  @Test
  void refusesOtherColumns() throws IOException {
    Files.writeString(file(), "arch,top1,images\n");
    String message =
        assertThrows(BadInputException.class, () -> TrainingLog.read(file())).getMessage();
    assertTrue(message.contains("learning_rate") && message.contains("top1"), message);
  }

  @Test
  void remembersTheSamplesOfAnEarlierRun() throws IOException {
    Path file = temp.resolve("samples.csv");
    EvaluatedArch first =
        new EvaluatedArch(ArchSpec.parse("r20/w16:k3e2/w24:k5e4-k3e2"), 0.8125, 1_000);
    EvaluatedArch second = new EvaluatedArch(ArchSpec.parse("r16/w8:k3e2/w24:k5e4"), 1.0 / 3, 999);
    try (SampleLog samples = SampleLog.open(file)) {
      samples.append(first);
    }
    try (SampleLog samples = SampleLog.open(file)) {
      assertEquals(List.of(first), samples.rows());
      samples.append(second);
    }
    assertEquals(List.of(first, second), SampleLog.read(file));
    assertEquals(
        "arch,top1,images\n"
            + "r20/w16:k3e2/w24:k5e4-k3e2,0.8125,1000\n"
            + "r16/w8:k3e2/w24:k5e4,0.3333333333333333,999\n",
        Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesAnAccuracyThatIsNoShare(double top1) throws IOException {
    Path file = temp.resolve("samples.csv");
    Files.writeString(file, "arch,top1,images\nr20/k3e2," + top1 + ",10\n");
    BadInputException e = assertThrows(BadInputException.class, () -> SampleLog.read(file));
    assertTrue(e.getMessage().contains("samples.csv:2: "), e.getMessage());
    assertTrue(e.getMessage().contains("top1"), e.getMessage());
  }
}
