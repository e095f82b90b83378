package io.edgenas.space.mbconv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.fixtures.Reference;
import io.edgenas.network.Network;
import io.edgenas.space.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parameters and MACs against DyNAS-T's measurements of once-for-all's own networks. */
class DynastReferenceTest {
  @Test
  void countsParametersAndMacsOfAllRowsExactly() throws IOException {
    List<String> lines =
        Files.readAllLines(Reference.folder("dynast").resolve("mbv3-w1.0-evaluated.csv"));
    MbConvSpace space = MbConvSpace.builtIn("ofa-mbv3-w1.0");
    Task task = Task.of(space, 1000, 3);
    assertEquals("ks,e,d,r,params,macs,imagenet_top1", lines.get(0));
    int rows = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      OfaVectors vectors = OfaVectors.parse(cells[0], cells[1], cells[2], cells[3]);
      Network network = space.lower(task, vectors.toArch(space));
      assertEquals(Long.parseLong(cells[4]), network.params(), line);
      assertEquals(Long.parseLong(cells[5]), network.macs(), line);
      rows++;
    }
    assertEquals(918, rows);
  }
}
