package io.edgenas.supernet.elastic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.space.Task;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.supernet.store.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightTransferTest {
  private static final Map<String, Tensor> SOURCE = Tensors.noisyWeights(4);

  private static WeightTransfer to(int classes, int channels, long seed) {
    return WeightTransfer.of(
        TinySpace.SPACE, Task.of(TinySpace.SPACE, classes, channels), seed, SOURCE);
  }

  @Test
  void takesEverythingForATaskOfTheSameSize() {
    WeightTransfer same = to(4, 1, 1);
    assertEquals(SOURCE, same.weights());
    assertEquals(SOURCE.size(), same.taken());
    assertEquals(List.of(), same.anew());
  }

  @Test
  void startsTheClassifierAnewForOtherClassesAndTheStemForOtherChannels() {
    WeightTransfer other = to(7, 3, 1);
    assertEquals(SOURCE.size() - 3, other.taken());
    assertEquals(3, other.anew().size());
    assertTrue(other.anew().get(0).startsWith("stem.weight [8, 3, 3, 3] (there [8, 1, 3, 3]"));
    WeightsCheck.check(
        ParameterSpec.of(TinySpace.SPACE, Task.of(TinySpace.SPACE, 7, 3)), other.weights());
    other
        .weights()
        .forEach(
            (name, tensor) -> {
              boolean anew = other.anew().stream().anyMatch(text -> text.startsWith(name + " "));
              assertEquals(!anew, tensor.equals(SOURCE.get(name)), name);
            });
  }

  @Test
  void whatStartsAnewIsAFunctionOfTheSeed() {
    String classifier = "head.classifier.weight";
    Tensor one = to(7, 1, 1).weights().get(classifier);
    assertEquals(one, to(7, 1, 1).weights().get(classifier));
    assertNotEquals(one, to(7, 1, 2).weights().get(classifier));
  }
}
