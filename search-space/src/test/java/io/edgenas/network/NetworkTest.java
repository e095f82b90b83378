package io.edgenas.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.space.fixtures.SmallGraph;
import io.edgenas.space.fixtures.TinySpace;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NetworkTest {
  @Test
  void loweredArchitecturesAreChains() {
    for (Arch arch : TinySpace.randomArchs(20, 9)) {
      Network network = TinySpace.lower(arch);
      assertTrue(network.isChain());
      assertEquals(network, Network.graph(arch, network.nodes()));
    }
    assertFalse(SmallGraph.network().isChain());
  }

  @Test
  void countsTheLayersOfAGraphOnceEach() {
    // stem 1x8x9, 3x3 and 1x1 in the cell, 3x3 and 1x1 in the block; batch norms; the classifier
    long weights = 72 + 576 + 64 + 1152 + 128 + 2 * (8 + 8 + 8 + 16 + 16) + 16 * 4 + 4;
    assertEquals(weights, SmallGraph.network().params());
    long macs = 144 * (72 + 576 + 64) + 36 * (1152 + 128) + 64;
    assertEquals(macs, SmallGraph.network().macs());
  }

  @Test
  void refusesALayerThatTakesAnotherShape() {
    // the convolution of stride 2 in the place of that of 12 pixels
    assertRefused(
        nodes -> nodes.set(9, with(nodes.get(9), 6)), "'down.swish' takes 16x6x6, but 'cell.sum'");
  }

  @Test
  void refusesALayerThatTakesALaterOne() {
    assertRefused(nodes -> nodes.set(2, with(nodes.get(2), 3)), "only layers before it");
    assertRefused(nodes -> nodes.set(2, with(nodes.get(2), -1)), "only layers before it");
  }

  @Test
  void refusesASumWithATermTooFew() {
    assertRefused(
        nodes -> nodes.set(6, with(nodes.get(6), 3, 4, 0)), "takes 4 values, but 3 lead to it");
  }

  @Test
  void refusesALayerThatNothingTakes() {
    assertRefused(
        nodes -> nodes.set(6, with(nodes.get(6), 3, 4, 0, 0)), "no layer takes what 'cell.zero'");
  }

  @Test
  void refusesANetworkThatDoesNotEndInTheScores() {
    assertRefused(nodes -> nodes.remove(nodes.size() - 1), "not scores");
  }

  @Test
  void refusesAFirstLayerThatTakesAnythingButTheImage() {
    assertRefused(nodes -> nodes.set(0, with(nodes.get(0), 0)), "'stem'");
  }

  private static Node with(Node node, Integer... inputs) {
    return new Node(node.layer(), List.of(inputs));
  }

  private static void assertRefused(Consumer<List<Node>> change, String part) {
    List<Node> nodes = SmallGraph.nodes();
    change.accept(nodes);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SmallGraph.of(nodes));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
