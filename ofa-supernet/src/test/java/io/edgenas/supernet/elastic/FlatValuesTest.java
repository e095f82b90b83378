package io.edgenas.supernet.elastic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.supernet.engine.EngineArrays;
import io.edgenas.supernet.engine.TensorThread;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FlatValuesTest {
  private static final List<ParameterSpec> SPECS =
      ParameterSpec.of(TinySpace.SPACE, TinySpace.TASK);

  private static TensorThread thread;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
  }

  @AfterAll
  static void stop() {
    thread.close();
  }

  private static float[] numbered(ParameterSpec spec) {
    float[] values = new float[spec.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = spec.name().hashCode() + i;
    }
    return values;
  }

  @Test
  void keepsEachParameterApart() {
    thread.run(
        () -> {
          try (FlatValues values = new FlatValues(thread.manager(), SPECS)) {
            SPECS.forEach(spec -> values.set(spec.name(), numbered(spec)));
            for (ParameterSpec spec : SPECS) {
              assertArrayEquals(numbered(spec), values.values(spec.name()), spec.name());
              NDArray view = values.view(spec.name());
              assertArrayEquals(numbered(spec), view.toFloatArray(), spec.name());
              assertEquals(EngineArrays.shape(spec.shape()), view.getShape());
            }
          }
        });
  }

  @Test
  void keepsEveryBitOfAValue() {
    String name = "head.classifier.bias";
    float[] odd = {-0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY};
    thread.run(
        () -> {
          try (FlatValues values = new FlatValues(thread.manager(), SPECS)) {
            values.set(name, odd);
            values.set(name, odd);
            assertArrayEquals(odd, values.values(name));
          }
        });
  }

  @Test
  void firstComeThoseThatDecay() {
    thread.run(
        () -> {
          try (FlatValues values = new FlatValues(thread.manager(), SPECS)) {
            values.decayed().addi(values.decayed().onesLike());
            for (ParameterSpec spec : SPECS) {
              for (float value : values.values(spec.name())) {
                assertEquals(spec.kind().decayed() ? 1 : 0, value, spec.name());
              }
            }
          }
        });
  }

  @Test
  void refusesAParameterThatTheSupernetHasNot() {
    thread.run(
        () -> {
          try (FlatValues values = new FlatValues(thread.manager(), SPECS)) {
            assertThrows(IllegalArgumentException.class, () -> values.values("stem.wait"));
            float[] tooMany = new float[values.values("stem.weight").length + 1];
            assertThrows(IllegalArgumentException.class, () -> values.set("stem.weight", tooMany));
          }
        });
  }

  @Test
  void gradientsOfEveryBackwardPassAddUpInOneArray() {
    thread.run(
        () -> {
          try (NDManager scope = thread.manager().newSubManager();
              Parameters parameters = new Parameters(scope, SPECS)) {
            assertEquals(0, parameters.gradients().all().abs().sum().getFloat());
            for (int pass = 0; pass < 2; pass++) {
              try (GradientCollector collector = thread.engine().newGradientCollector()) {
                NDArray sum = scope.create(0f);
                for (int i = 0; i < SPECS.size(); i++) {
                  NDArray factor = scope.create((float) i);
                  sum = sum.add(parameters.array(SPECS.get(i).name()).mul(factor).sum());
                }
                collector.backward(sum);
              }
            }
            for (int i = 0; i < SPECS.size(); i++) {
              for (float gradient : parameters.gradients().values(SPECS.get(i).name())) {
                assertEquals(2 * i, gradient, SPECS.get(i).name());
              }
            }
            NDArray flat = parameters.gradients().all();
            flat.subi(flat);
            for (ParameterSpec spec : SPECS) {
              NDArray gradient = parameters.array(spec.name()).getGradient();
              assertEquals(0, gradient.abs().sum().getFloat(), spec.name());
            }
          }
        });
  }

  @Test
  void aWeightIsWhatWasWrittenToTheArrayOfAll() {
    thread.run(
        () -> {
          try (Parameters parameters = new Parameters(thread.manager(), SPECS)) {
            NDArray all = parameters.weights().all();
            all.addi(all.onesLike());
            for (ParameterSpec spec : SPECS) {
              NDArray array = parameters.array(spec.name());
              assertTrue(array.hasGradient());
              for (float value : array.toFloatArray()) {
                assertEquals(1, value, spec.name());
              }
            }
          }
        });
  }
}
