package io.edgenas.latency;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Document;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Spaces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Mutated tables are read, or refused with a message that begins with the file; nothing else. */
class ForeignTableFuzzTest {
  private static final int MUTATIONS = 3_000;
  private static final long SEED = 20261121;
  private static final SearchSpace SPACE = Spaces.builtIn("ofa-mbv3-w1.2");
  private static final String TABLE =
      """
      AvgPool2D-input:5x5x1152-output:1x1x1152:
        count: 491
        mean: 0.008482688391038698
        std: 0.0006733248071883371
      Conv-input:160x160x3-output:80x80x24:
        count: 498
        mean: 0.495562248995984
        std: 0.010239557348882489
      Logits-input:1x1x1536-output:1000:
        count: 499
        mean: 0.656440881763527
        std: 0.07729654276272765
      expanded_conv-input:10x10x136-output:10x10x136-expand:408-kernel:3-stride:1-idskip:1-se:1-hs:1:
        count: 100
        mean: 0.86918
        std: 0.013281099352086765
      """;
  private static final List<String> NUMBERS =
      List.of("0", "-1", ".nan", "1e308", "99999999999999999999", "7", "''", "[1]", "&a 1", "*a");

  @Test
  void everyMutationIsReadOrRefusedByName() {
    SplittableRandom random = new SplittableRandom(SEED);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = i % 3 == 0 ? structured(random) : bytes(random);
      String which = "mutation " + i + " of seed " + SEED;
      try {
        ForeignLatencyTable.read(Document.parse(mutated, "table.yaml"), SPACE);
      } catch (BadInputException e) {
        assertTrue(e.getMessage().startsWith("table.yaml"), which + ": " + e.getMessage());
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError(which, e);
      }
    }
    assertTrue(refused > MUTATIONS / 4 && refused < MUTATIONS, refused + " refused");
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] changed = TABLE.getBytes(StandardCharsets.UTF_8);
    int at = random.nextInt(changed.length);
    switch (random.nextInt(3)) {
      case 0 -> changed[at] = (byte) random.nextInt(256);
      case 1 -> changed = Arrays.copyOf(changed, at);
      default -> changed[at] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  private static byte[] structured(SplittableRandom random) {
    List<String> lines = new ArrayList<>(TABLE.lines().toList());
    int at = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 1 -> lines.remove(at);
      case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      default -> {
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        lines.set(at, lines.get(at).replaceFirst("(?<=[: ])[0-9.]+", number));
      }
    }
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
