package io.edgenas.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.fixtures.Reference;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.OfaVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imported tables against the latencies that once-for-all's own code gives. */
class Note10ReferenceTest {
  @Test
  void predictsAllRowsAsOnceForAllDoes(@TempDir Path root) throws IOException {
    Path goldens = Reference.folder("ofa-note10").resolve("goldens.csv");
    Path folder = ProfileFolder.write(root, Note10.profile());
    LatencyModel model = LatencyModels.of(ProfileFolder.read(folder), Note10.SPACE);
    Task task = Task.of(Note10.SPACE, 1000, 3);
    List<String> lines = Files.readAllLines(goldens);
    assertEquals("ks,e,d,r,latency_ms,predicted_top1", lines.get(0));
    int rows = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      OfaVectors vectors = OfaVectors.parse(cells[0], cells[1], cells[2], cells[3]);
      Prediction prediction = model.predict(Note10.SPACE.lower(task, vectors.toArch(Note10.SPACE)));
      assertEquals(Double.parseDouble(cells[4]), prediction.latencyMs(), 1e-6, line);
      rows++;
    }
    assertEquals(300, rows);
  }

  @Test
  void keepsMeanSpreadAndCountOfARow() {
    var row =
        Note10.profile().operations().stream()
            .filter(r -> r.operation().key().startsWith("linear-in:1536"))
            .findFirst()
            .orElseThrow();
    assertEquals(160, row.resolution().getAsInt());
    assertEquals(656.440881763527, row.latency().medianUs(), 1e-9);
    assertEquals(499, row.latency().runs());
    // About 1.28 standard deviations of 77 us around a log-normal median.
    assertEquals(565, row.latency().p10Us(), 2);
    assertEquals(763, row.latency().p90Us(), 2);
    assertTrue(row.modelSha256().isEmpty());
  }
}
