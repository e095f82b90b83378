package io.edgenas.benchmarks.ways;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.benchmarks.ways.NodeProfile.Node;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.space.fixtures.TinySpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerTimesTest {
  private static final Operation ANY =
      TinySpace.lower(TinySpace.SPACE.largest()).layers().get(0).operation();

  private static LayerTimes times(List<String> layers, Node... nodes) {
    Network network =
        new Network(
            TinySpace.SPACE.largest(),
            TinySpace.TASK,
            layers.stream().map(name -> new Layer(name, ANY)).toList());
    return LayerTimes.of(network, List.of(nodes));
  }

  @Test
  void nodesCountForTheLayerTheyAreNamedAfter() {
    LayerTimes times =
        times(
            List.of("stem", "stage1.block1", "stage1.block10", "head.classifier"),
            new Node("stem_nchwc", 1),
            new Node("stem.hswish", 2),
            new Node("stage1.block1.expand.relu_nchwc", 4),
            new Node("stage1.block10.project_token_7", 8),
            new Node("head.classifier", 16));

    assertArrayEquals(new double[] {3, 4, 8, 16}, times.layerUs());
    assertEquals(31, times.namedUs());
    assertEquals(31, times.nodesUs());
  }

  @Test
  void nodesWithoutNameCountForTheLayerThatFollows() {
    LayerTimes times =
        times(
            List.of("stem", "stage1.block1"),
            new Node("ReorderInput_token_1", 1),
            new Node("stem", 2),
            new Node("ReorderOutput", 4),
            new Node("ReorderInput", 8),
            new Node("stage1.block1.expand", 16),
            new Node("ReorderOutput_token_2", 32),
            new Node("stage1.block1.se.scale", 64),
            new Node("ReorderOutput_token_3", 128));

    assertArrayEquals(new double[] {3, 252}, times.layerUs());
    assertEquals(82, times.namedUs());
    assertEquals(32, times.insideUs());
    assertEquals(141, times.borderUs());
  }

  @Test
  void layersWithoutNodesTakeNoTime() {
    assertArrayEquals(
        new double[] {0, 2}, times(List.of("stem", "head"), new Node("head", 2)).layerUs());
  }

  @Test
  void refusesAProfileOfAnotherNetwork() {
    List<String> layers = List.of("stem");
    String message =
        assertThrows(BadInputException.class, () -> times(layers, new Node("conv1", 1)))
            .getMessage();
    assertTrue(message.contains(TinySpace.SPACE.largest().toString()), message);
  }
}
