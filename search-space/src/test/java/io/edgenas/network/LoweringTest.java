package io.edgenas.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LoweringTest {
  /** As the golden files have it: layer, operation, parameters and MACs. */
  private static String listing(ArchSpec arch) {
    Network network = TinySpace.lower(arch);
    StringBuilder text = new StringBuilder(arch + "\n");
    for (Layer layer : network.layers()) {
      Operation operation = layer.operation();
      text.append(
          "%s %s params=%d macs=%d%n"
              .formatted(layer.name(), operation.key(), operation.params(), operation.macs()));
    }
    return text.append("total params=%d macs=%d%n".formatted(network.params(), network.macs()))
        .toString();
  }

  private static void assertGolden(String name, ArchSpec arch) throws IOException {
    try (InputStream in = LoweringTest.class.getResourceAsStream(name)) {
      assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), listing(arch));
    }
  }

  @Test
  void largestNetworkOfTheTinySpaceIsTheGoldenOne() throws IOException {
    assertGolden("tiny-largest.txt", TinySpace.SPACE.largest());
  }

  @Test
  void smallestNetworkOfTheTinySpaceIsTheGoldenOne() throws IOException {
    assertGolden("tiny-smallest.txt", TinySpace.SPACE.smallest());
  }

  @Test
  void refusesAnArchitectureOfAnotherSpace() {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> TinySpace.lower(ArchSpec.parse("r16/w8:k3e2/w16:k9e2")));
    assertTrue(e.getMessage().contains("kernel size 9 is not allowed in stage 2"));
  }

  @Test
  void largerChoicesNeverCostLess() {
    Network smallest = TinySpace.lower(TinySpace.SPACE.smallest());
    Network largest = TinySpace.lower(TinySpace.SPACE.largest());
    for (ArchSpec arch : TinySpace.randomArchs(500, 1)) {
      Network network = TinySpace.lower(arch);
      assertTrue(network.macs() >= smallest.macs() && network.macs() <= largest.macs());
      assertTrue(network.params() >= smallest.params() && network.params() <= largest.params());
    }
  }

  @Test
  void tinySpaceIsTiny() {
    assertTrue(TinySpace.lower(TinySpace.SPACE.largest()).params() < 100_000);
  }
}
