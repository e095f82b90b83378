package io.edgenas.supernet.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLogTest {
  private static final String HEADER =
      "phase,phase_name,step,learning_rate,loss,largest_top1,smallest_top1,elapsed_s\n";

  @TempDir Path folder;

  private Path log(String... elapsed) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < elapsed.length; i++) {
      text.append("0,full,").append(i + 1).append(",0.1,2.3,,,").append(elapsed[i]).append('\n');
    }
    return Files.writeString(folder.resolve("log.csv"), text);
  }

  /** Issue 11: times were read from a clock that could be set. */
  @Test
  void readsTheOddTimesOfOlderTrainings() throws IOException {
    List<LogRow> rows = TrainingLog.read(log("1.5", "-3597.2", "3600000.0"));
    assertEquals(
        List.of(1.5, -3597.2, 3_600_000.0), rows.stream().map(LogRow::elapsedSeconds).toList());
  }

  @Test
  void refusesATimeThatIsNoNumber() throws IOException {
    for (String elapsed : List.of("NaN", "Infinity", "soon")) {
      Path file = log("1", elapsed);
      String message =
          assertThrows(BadInputException.class, () -> TrainingLog.read(file)).getMessage();
      assertTrue(message.contains("log.csv:3") && message.contains(elapsed), message);
    }
  }
}
