package io.edgenas.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.network.Arch;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTest {
  @Test
  void everyKeyOfEverySpaceReadsBackToTheSameOperation() {
    for (String name : Spaces.BUILT_IN) {
      SearchSpace space = Spaces.builtIn(name);
      for (Arch arch : TinySpace.randomArchs(space, 50, 7)) {
        for (Layer layer : space.lower(Task.of(space, 10, 3), arch).layers()) {
          assertEquals(layer.operation(), Operation.parse(layer.operation().key()));
        }
      }
    }
  }

  static List<Operation> kinds() {
    FeatureShape shape = new FeatureShape(8, 7, 5);
    List<Operation> kinds = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      kinds.add(new ConvOp(shape, 16, 3, 2, 1, true, activation));
      kinds.add(new ConvOp(shape, 8, 5, 1, 8, false, activation));
      kinds.add(new MbConvOp(shape, 24, 8, 5, 1, activation, true, true));
      kinds.add(new MbConvOp(shape, 8, 16, 3, 2, activation, false, false));
    }
    kinds.add(new PoolOp(shape));
    kinds.add(new AveragePoolOp(shape, 3, 1));
    kinds.add(new AveragePoolOp(shape, 2, 2));
    kinds.add(new AddOp(shape, 3));
    kinds.add(new ActivationOp(shape, Activation.RELU));
    kinds.add(new ActivationOp(shape, Activation.HSWISH));
    kinds.add(new ZeroOp(shape));
    kinds.add(new LinearOp(new FeatureShape(8, 1, 1), 10));
    return kinds;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aKeyReadsBackToTheSameOperation(Operation operation) {
    assertEquals(operation, Operation.parse(operation.key()));
  }

  @Test
  void everyKindIsAmongThoseWhoseKeysAreRead() {
    Set<Class<?>> read = new HashSet<>();
    kinds().forEach(operation -> read.add(operation.getClass()));
    assertEquals(Set.of(Operation.class.getPermittedSubclasses()), read);
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
    for (Arch arch : TinySpace.randomArchs(200, 3)) {
      Network network = TinySpace.lower(arch);
      FeatureShape shape = new FeatureShape(1, arch.resolution(), arch.resolution());
      for (Layer layer : network.layers()) {
        assertEquals(shape, layer.operation().input(), arch + " " + layer.name());
        shape = layer.operation().output();
      }
      assertEquals(new FeatureShape(4, 1, 1), shape);
    }
  }

  @Test
  void whatNoKeyGaveIsADefect() {
    FeatureShape map = new FeatureShape(8, 7, 7);
    List<Executable> made =
        List.of(
            () -> new FeatureShape(0, 7, 7),
            () -> new ConvOp(map, 8, 4, 1, 1, true, Activation.RELU),
            () -> new ConvOp(map, 16, 3, 1, 8, true, Activation.RELU),
            () -> new MbConvOp(map, 16, 8, 3, 1, Activation.RELU, false, false),
            () -> new AveragePoolOp(new FeatureShape(8, 1, 1), 2, 2),
            () -> new AddOp(map, 1),
            () -> new ActivationOp(map, Activation.NONE),
            () -> new LinearOp(map, 4));
    made.forEach(making -> assertThrows(InvalidValueException.class, making));
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
        "avgpool-in:8x1x1-out:8x1x1-k2-s2",
        "avgpool-in:8x7x7-out:8x7x7-k3-s2",
        "add-in:8x7x7-n1",
        "act-in:8x7x7-none",
        "pool-in:999999x1x1"
      })
  void refusesMalformedKeys(String key) {
    BadInputException e = assertThrows(BadInputException.class, () -> Operation.parse(key));
    assertTrue(e.getMessage().contains("operation key '" + key + "'"), e.getMessage());
  }
}
