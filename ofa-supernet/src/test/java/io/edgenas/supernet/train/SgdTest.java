package io.edgenas.supernet.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.elastic.Parameters;
import io.edgenas.supernet.elastic.Tensors;
import io.edgenas.supernet.engine.EngineArrays;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.OptimizerSpec;
import io.edgenas.supernet.store.Tensor;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the same arithmetic in double precision. Only two parameters get gradients. */
class SgdTest {
  private static final String DECAYED = "head.classifier.weight";
  private static final String NOT_DECAYED = "head.classifier.bias";

  private static TensorThread thread;
  private ElasticSupernet supernet;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
  }

  @AfterAll
  static void stop() {
    thread.close();
  }

  @BeforeEach
  void create() {
    supernet = ElasticSupernet.of(thread, TinySpace.SPACE, TinySpace.TASK, Tensors.noisyWeights(3));
  }

  @AfterEach
  void close() {
    supernet.close();
  }

  /** Makes steps on a loss whose gradient is a constant for each parameter. */
  private double[] steps(OptimizerSpec spec, int steps, double gradient, double rate) {
    return thread.call(
        () -> {
          double[] norms = new double[steps];
          try (Sgd sgd = new Sgd(thread, supernet.parameters(), spec)) {
            for (int i = 0; i < steps; i++) {
              norms[i] = step(sgd, gradient, rate);
            }
          }
          return norms;
        });
  }

  private double step(Sgd sgd, double gradient, double rate) {
    sgd.zeroGradients();
    Parameters parameters = supernet.parameters();
    try (NDManager scope = thread.manager().newSubManager()) {
      NDArray factor = EngineArrays.owned(scope, new float[] {(float) gradient}, new Shape());
      try (GradientCollector collector = thread.engine().newGradientCollector()) {
        NDArray weights = parameters.array(DECAYED).mul(factor).sum();
        weights.attach(scope);
        NDArray biases = parameters.array(NOT_DECAYED).mul(factor).sum();
        biases.attach(scope);
        collector.backward(weights.add(biases));
      }
    }
    return sgd.step(rate);
  }

  private static double[] expected(
      float[] start, OptimizerSpec spec, boolean decayed, int steps, double gradient, double rate) {
    double[] weights = new double[start.length];
    for (int i = 0; i < start.length; i++) {
      double weight = start[i];
      double velocity = 0;
      for (int step = 0; step < steps; step++) {
        double g = gradient + (decayed ? spec.weightDecay() * weight : 0);
        velocity = spec.momentum() * velocity + g;
        weight -= rate * (spec.nesterov() ? g + spec.momentum() * velocity : velocity);
      }
      weights[i] = weight;
    }
    return weights;
  }

  private void assertMoved(
      Map<String, Tensor> before, OptimizerSpec spec, int steps, double gradient, double rate) {
    for (String name : new String[] {DECAYED, NOT_DECAYED}) {
      double[] expected =
          expected(before.get(name).values(), spec, name.equals(DECAYED), steps, gradient, rate);
      float[] found = supernet.weights().get(name).values();
      for (int i = 0; i < found.length; i++) {
        assertEquals(expected[i], found[i], 1e-5, name + " at " + i);
      }
    }
  }

  @Test
  void followsNesterovMomentumWithDecayOfWeightsOnly() {
    OptimizerSpec spec = new OptimizerSpec(0.9, true, 0.1, 0);
    Map<String, Tensor> before = supernet.weights();
    steps(spec, 4, -0.5, 0.1);
    assertMoved(before, spec, 4, -0.5, 0.1);
  }

  @Test
  void followsPlainMomentum() {
    OptimizerSpec spec = new OptimizerSpec(0.8, false, 0.1, 0);
    Map<String, Tensor> before = supernet.weights();
    steps(spec, 4, 0.5, 0.1);
    assertMoved(before, spec, 4, 0.5, 0.1);
  }

  @Test
  void scalesAllGradientsDownToTheLargestNorm() {
    int values = 64 * 4 + 4;
    OptimizerSpec spec = new OptimizerSpec(0.9, true, 0, 2);
    Map<String, Tensor> before = supernet.weights();
    double[] norms = steps(spec, 1, -5, 0.1);
    assertEquals(5 * Math.sqrt(values), norms[0], 1e-3);
    assertMoved(before, spec, 1, -2 / Math.sqrt(values), 0.1);
  }

  @Test
  void leavesSmallGradientsUnclipped() {
    OptimizerSpec spec = new OptimizerSpec(0.9, true, 0, 2);
    Map<String, Tensor> before = supernet.weights();
    steps(spec, 1, 0.01, 0.1);
    assertMoved(before, spec, 1, 0.01, 0.1);
  }

  @Test
  void movesNothingWhenAGradientIsNotFinite() {
    Map<String, Tensor> before = supernet.weights();
    double[] norms = steps(new OptimizerSpec(0.9, true, 0.1, 2), 1, Double.NaN, 0.1);
    assertTrue(Double.isNaN(norms[0]));
    assertEquals(before, supernet.weights());
  }

  @Test
  void goesOnFromSavedMomentumAsWithoutABreak() {
    OptimizerSpec spec = new OptimizerSpec(0.9, true, 0.1, 0);
    Map<String, Tensor> before = supernet.weights();
    thread.run(
        () -> {
          Map<String, Tensor> saved;
          try (Sgd sgd = new Sgd(thread, supernet.parameters(), spec)) {
            step(sgd, 0.3, 0.1);
            saved = sgd.momentum();
          }
          try (Sgd sgd = new Sgd(thread, supernet.parameters(), spec)) {
            sgd.setMomentum(saved);
            step(sgd, 0.3, 0.1);
          }
        });
    Map<String, Tensor> resumed = supernet.weights();
    supernet.setWeights(before);
    steps(spec, 2, 0.3, 0.1);
    assertEquals(supernet.weights(), resumed);
  }

  @Test
  void resetForgetsMomentum() {
    OptimizerSpec spec = new OptimizerSpec(0.9, true, 0, 0);
    thread.run(
        () -> {
          try (Sgd sgd = new Sgd(thread, supernet.parameters(), spec)) {
            step(sgd, 0.3, 0.1);
            sgd.reset();
            assertArrayEquals(new float[4], sgd.momentum().get(NOT_DECAYED).values());
          }
        });
  }
}
