package io.edgenas.network;

import io.edgenas.operation.WeightSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Seeded random weights for networks that are only timed: a function of seed, layer name and
 * parameter name. Convolutions are drawn as in He et al. (Delving Deep into Rectifiers, section
 * 2.2) so that activations neither vanish nor overflow to values that a processor computes slower.
 */
public final class RandomWeights implements WeightSource {
  private final long seed;

  public RandomWeights(long seed) {
    this.seed = seed;
  }

  @Override
  public float[] values(Layer layer, WeightSpec weight) {
    RandomGenerator random = new SplittableRandom(seedOf(layer.name() + "." + weight.name()));
    float[] values = new float[weight.size()];
    // Uniform around the middle: drawing normal values took ten times as long as loading a network.
    double middle =
        switch (weight.role()) {
          case BN_GAMMA, BN_VARIANCE -> 1;
          case CONVOLUTION, LINEAR, BIAS, BN_BETA, BN_MEAN -> 0;
        };
    double reach =
        switch (weight.role()) {
          case CONVOLUTION, LINEAR -> Math.sqrt(3 * 2.0 / fanIn(weight));
          case BN_GAMMA, BN_VARIANCE -> 0.25;
          case BIAS, BN_BETA, BN_MEAN -> 0.1 * Math.sqrt(3);
        };
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (middle + reach * (2 * random.nextDouble() - 1));
    }
    return values;
  }

  private static int fanIn(WeightSpec weight) {
    return weight.size() / weight.shape().get(0);
  }

  /** A hash that is the same on every machine and spreads names that differ in one letter. */
  private long seedOf(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
      return ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
