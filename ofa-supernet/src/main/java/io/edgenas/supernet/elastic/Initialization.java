package io.edgenas.supernet.elastic;

import io.edgenas.data.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What a parameter starts with: a function of seed and name alone. Convolutions by He et al.
 * (Delving Deep into Rectifiers, section 2.2, fan-in; once-for-all takes the fan-out), linear
 * layers normal with deviation 0.01, batch norm as identity, kernel transforms as identity.
 */
final class Initialization {
  private static final double LINEAR_DEVIATION = 0.01;

  private Initialization() {}

  static float[] values(ParameterSpec spec, long seed) {
    float[] values = new float[spec.size()];
    switch (spec.kind()) {
      case CONVOLUTION -> fillNormal(values, heDeviation(spec), seed, spec.name());
      case LINEAR -> fillNormal(values, LINEAR_DEVIATION, seed, spec.name());
      case BN_GAMMA -> Arrays.fill(values, 1);
      case BIAS, BN_BETA -> Arrays.fill(values, 0);
      case KERNEL_TRANSFORM -> {
        for (int i = 0; i < values.length; i += spec.shape().get(0) + 1) {
          values[i] = 1;
        }
      }
    }
    return values;
  }

  private static double heDeviation(ParameterSpec spec) {
    int fanIn = spec.size() / spec.shape().get(0);
    return Math.sqrt(2.0 / fanIn);
  }

  private static void fillNormal(float[] values, double deviation, long seed, String name) {
    RandomGenerator random = Seeds.generator(seed, "weights " + name);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
  }
}
