package io.edgenas.supernet.elastic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.edgenas.space.Task;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.engine.DeviceType;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.store.Tensor;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What the tests of this module share: an engine of two threads, random images. */
public final class Tensors {
  private Tensors() {}

  /** A tensor thread; the caller closes it. */
  public static TensorThread start() {
    return TensorThread.start(new EngineSettings(2, DeviceType.CPU));
  }

  /**
   * Weights of the tiny space in which nothing is the identity: neither batch norm nor kernel
   * transforms.
   */
  public static Map<String, Tensor> noisyWeights(long seed) {
    return noisyWeights(TinySpace.SPACE, TinySpace.TASK, seed);
  }

  /** The same of any space. */
  static Map<String, Tensor> noisyWeights(MbConvSpace space, Task task, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Map<String, Tensor> values = new HashMap<>();
    for (ParameterSpec spec : ParameterSpec.of(space, task)) {
      float[] initial = Initialization.values(spec, seed);
      double noise = spec.kind() == ParameterSpec.Kind.CONVOLUTION ? 0 : 0.2; // it is random
      for (int i = 0; i < initial.length; i++) {
        initial[i] += (float) (noise * random.nextGaussian());
      }
      values.put(spec.name(), new Tensor(spec.shape(), initial));
    }
    return values;
  }

  /** {@code n} images {@code [channels, size, size]} of standard normal values, row-major. */
  public static float[] images(int n, int channels, int size, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    float[] values = new float[n * channels * size * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Images as an array {@code [n, channels, size, size]}. */
  public static NDArray array(NDManager scope, float[] images, int n, int channels, int size) {
    return scope.create(FloatBuffer.wrap(images), new Shape(n, channels, size, size));
  }
}
