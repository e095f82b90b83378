package io.edgenas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.base.output.Sha256;
import io.edgenas.space.file.Spaces;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a profile of every built-in space measures: sentinel, operations in order, whole subnets.
 */
class GoldenPlanTest {
  private static final List<String> SPACES =
      List.of("ofa-mbv3-w1.0", "ofa-mbv3-w1.2", "mobile-28", "mobile-96", "tiny");

  @Test
  void everySpaceKeepsWhatIsMeasured() {
    List<String> lines = new ArrayList<>();
    for (String name : SPACES) {
      var space = Spaces.builtIn(name);
      List<Integer> resolutions = OperationCatalog.spread(space, 3);
      var catalog = OperationCatalog.of(space, resolutions);
      StringBuilder measured = new StringBuilder();
      catalog.operations().forEach(operation -> measured.append(operation.key()).append('\n'));
      NetworkSample.draw(space, resolutions, 40, 40, 5)
          .forEach(chosen -> measured.append(chosen.role()).append(chosen.arch()).append('\n'));
      lines.add(
          name
              + " "
              + catalog.operations().size()
              + " "
              + Sha256.of(measured.toString()).substring(0, 16)
              + " "
              + ReferenceSubnet.of(space).arch());
    }
    assertEquals(
        """
        ofa-mbv3-w1.0 290 9b1c8275d0cce57f r176/k5e4-k5e4-k5e4/k5e4-k5e4-k5e4/k5e4-k5e4-k5e4/k5e4-k5e4-k5e4/k5e4-k5e4-k5e4
        ofa-mbv3-w1.2 290 4fb4633482e3f0c7 r176/k5e4-k5e4-k5e4/k5e4-k5e4-k5e4/k5e4-k5e4-k5e4/k5e4-k5e4-k5e4/k5e4-k5e4-k5e4
        mobile-28 274 410d118b52bbcbda r28/w24:k5e3-k5e3/w40:k5e3-k5e3/w80:k5e3-k5e3
        mobile-96 523 eb033d44a1eab682 r128/w24:k5e3-k5e3/w40:k5e3-k5e3/w80:k5e3-k5e3/w112:k5e4-k5e4/w192:k5e4-k5e4
        tiny 167 75ba83636bfbed6d r16/w16:k5e3-k5e3/w24:k5e4-k5e4
        """,
        String.join("\n", lines) + "\n");
  }
}
