package io.edgenas.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Spaces;
import io.edgenas.space.Task;
import io.edgenas.space.fixtures.TinySpace;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTest {
  @Test
  void everyKeyOfEverySpaceReadsBackToTheSameOperation() {
    for (String name : Spaces.BUILT_IN) {
      SearchSpace space = Spaces.builtIn(name);
      for (ArchSpec arch : TinySpace.randomArchs(space, 50, 7)) {
        for (Layer layer : Lowering.lower(space, Task.of(space, 10, 3), arch).layers()) {
          assertEquals(layer.operation(), Operation.parse(layer.operation().key()));
        }
      }
    }
  }

  @Test
  void keysAreTheSameInLocalesWithOtherDigits() {
    Locale before = Locale.getDefault();
    Operation operation = TinySpace.lower(TinySpace.SPACE.largest()).operations().get(2);
    String key = operation.key();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertEquals(key, operation.key());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void eachLayerTakesWhatTheOneBeforeGives() {
    for (ArchSpec arch : TinySpace.randomArchs(200, 3)) {
      Network network = TinySpace.lower(arch);
      FeatureShape shape = new FeatureShape(1, arch.resolution(), arch.resolution());
      for (Layer layer : network.layers()) {
        assertEquals(shape, layer.operation().input(), arch + " " + layer.name());
        shape = layer.operation().output();
      }
      assertEquals(new FeatureShape(4, 1, 1), shape);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "conv",
        "conv-in:3x224x224-out:24x112x113-k3-s2-g1-bn-hswish",
        "conv-in:3x224x224-out:24x112x112-k4-s2-g1-bn-hswish",
        "mbconv-in:8x8x8-out:8x8x8-mid:16-k3-s1-relu-nose-noexpand",
        "linear-in:0-out:4",
        "pool-in:999999x1x1"
      })
  void refusesMalformedKeys(String key) {
    BadInputException e = assertThrows(BadInputException.class, () -> Operation.parse(key));
    assertTrue(e.getMessage().contains("operation key '" + key + "'"), e.getMessage());
  }
}
