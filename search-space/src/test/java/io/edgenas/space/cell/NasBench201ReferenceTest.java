package io.edgenas.space.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.fixtures.Reference;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The parameters of all 15,625 cells against those that NAS-Bench-201's own code gives. */
class NasBench201ReferenceTest {
  @Test
  void allParameterCountsAgree() throws IOException {
    Path file = Reference.folder("nasbench201").resolve("accuracy-12-epochs.csv.gz");
    CellSpace space = (CellSpace) Spaces.builtIn("nasbench201");
    Task task = Task.of(space, 100, 3);
    Set<String> seen = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> header = Arrays.asList(lines.readLine().split(",", -1));
      int arch = header.indexOf("arch");
      int params = header.indexOf("params_cifar100_classes");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        CellArch cell = space.parse("r32/" + cells[arch]);
        assertEquals(Long.parseLong(cells[params]), space.publishedParams(task, cell), line);
        seen.add(cell.toString());
      }
    }
    assertEquals(15_625, seen.size());
  }
}
