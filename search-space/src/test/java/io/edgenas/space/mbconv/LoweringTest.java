package io.edgenas.space.mbconv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Site;
import io.edgenas.network.Site.Choice;
import io.edgenas.operation.Operation;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LoweringTest {
  /** As the golden files have it: layer, operation, parameters and MACs. */
  private static String listing(Arch arch) {
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

  private static void assertGolden(String name, Arch arch) throws IOException {
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
    for (Arch arch : TinySpace.randomArchs(500, 1)) {
      Network network = TinySpace.lower(arch);
      assertTrue(network.macs() >= smallest.macs() && network.macs() <= largest.macs());
      assertTrue(network.params() >= smallest.params() && network.params() <= largest.params());
    }
  }

  @Test
  void tinySpaceIsTiny() {
    assertTrue(TinySpace.lower(TinySpace.SPACE.largest()).params() < 100_000);
  }

  @Test
  void layersOfStagesKnowTheirPlaceAndTheirChoices() {
    for (Arch each : TinySpace.randomArchs(50, 4)) {
      ArchSpec arch = ArchSpec.of(each);
      List<Site> sites = TinySpace.lower(arch).layers().stream().map(Layer::site).toList();
      for (int i = 0; i < arch.stages().size(); i++) {
        for (int j = 0; j < arch.stages().get(i).depth(); j++) {
          int stage = i;
          int block = j;
          Site site = sites.stream().filter(s -> s.isIn(stage, block)).findFirst().orElseThrow();
          BlockChoice choice = arch.stages().get(i).blocks().get(j);
          assertEquals(OptionalInt.of(choice.kernel()), site.choice(Choice.KERNEL));
          assertEquals(OptionalInt.of(choice.expand()), site.choice(Choice.EXPAND));
          assertEquals(Site.Part.BODY, site.part());
        }
      }
      assertEquals(Site.STEM, sites.get(0));
      assertEquals(Site.HEAD, sites.get(sites.size() - 1));
    }
  }
}
