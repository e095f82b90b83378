package io.edgenas.space.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.fixtures.Reference;
import io.edgenas.network.Network;
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

/** Parameters and multiply-accumulates of cells against published ones. */
class NasBench201ReferenceTest {
  private static final CellSpace SPACE = (CellSpace) Spaces.builtIn("nasbench201");

  /** Values of the maps of all cells: five times those of each stage. */
  private static final long VALUES = 5 * (16 * 32 * 32 + 32 * 16 * 16 + 64 * 8 * 8);

  /** What the published figure counts outside the cells, found: batch norms, ReLUs, pools. */
  private static final long REST = 156_736;

  /** NAS-Bench-201's own code gives these, for 100 classes. */
  @Test
  void allParameterCountsAgree() throws IOException {
    List<String> lines = lines("nasbench201", "accuracy-12-epochs.csv.gz");
    List<String> header = Arrays.asList(lines.get(0).split(",", -1));
    int arch = header.indexOf("arch");
    int params = header.indexOf("params_cifar100_classes");
    Task task = Task.of(SPACE, 100, 3);
    Set<CellArch> seen = new HashSet<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      CellArch cell = SPACE.parse("r32/" + row[arch]);
      assertEquals(Long.parseLong(row[params]), SPACE.publishedParams(task, cell), line);
      seen.add(cell);
    }
    assertEquals(15_625, seen.size());
  }

  /**
   * NAS-Bench-Suite-Zero's FLOPs count a batch norm with its ReLU as 3 a value and a 3x3 pool as 9.
   * They count every edge, so cells with a dead convolution are left out.
   */
  @Test
  void multiplyAccumulatesAgreeButForBatchNormReluAndPools() throws IOException {
    List<String> cells = lines("nasbench201", "accuracy-12-epochs.csv.gz");
    int column = Arrays.asList(cells.get(0).split(",", -1)).indexOf("arch");
    Task task = Task.of(SPACE, 10, 3);
    Set<Long> rests = new HashSet<>();
    int compared = 0;
    for (String line : lines("zero-cost-suite", "zero-cost.csv.gz")) {
      if (!line.startsWith("nasbench201,cifar10,")) {
        continue;
      }
      int index = Integer.parseInt(line.substring(line.lastIndexOf(',') + 1));
      String text = cells.get(index + 1).split(",", -1)[column];
      CellArch arch = SPACE.parse("r32/" + text);
      Network network = SPACE.lower(task, arch);
      if (SPACE.publishedParams(task, arch) != network.params() - 64) {
        continue;
      }
      double published = Double.parseDouble(line.split("\"", -1)[2].split(",", -1)[1]) * 1e6;
      long convolutions = arch.edges().stream().filter(edge -> edge.kernel() > 0).count();
      long pools = arch.edges().stream().filter(edge -> edge == CellOperation.AVERAGE_POOL).count();
      long more = VALUES * (3 * convolutions + 9 * pools);
      rests.add(Math.round(published) - network.macs() - more);
      compared++;
    }
    assertEquals(Set.of(REST), rests);
    assertTrue(compared > 300, compared + " cells");
  }

  private static List<String> lines(String folder, String name) throws IOException {
    Path file = Reference.folder(folder).resolve(name);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
