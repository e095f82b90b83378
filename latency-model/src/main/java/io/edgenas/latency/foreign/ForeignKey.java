package io.edgenas.latency.foreign;

import io.edgenas.operation.Activation;
import io.edgenas.operation.FeatureShape;
import java.util.Optional;

/**
 * A key of a foreign table, taken apart; nothing in it depends on a space.
 *
 * @param part what of a network it is
 * @param input shape of its input
 * @param output shape of its output as the key writes it; nobody has checked it
 * @param block what only blocks have; present exactly for {@link Part#BLOCK}
 */
public record ForeignKey(
    Part part, FeatureShape input, FeatureShape output, Optional<Block> block) {
  /** The parts of a network, in its order. */
  public enum Part {
    /** The first convolution. */
    STEM,
    /** An inverted bottleneck. */
    BLOCK,
    /** The last 1x1 convolution before the pool. */
    HEAD_EXPAND,
    /** The global average pool. */
    POOL,
    /** The 1x1 convolution after the pool. */
    HEAD_MIX,
    /** The linear layer. */
    CLASSIFIER
  }

  /**
   * What describes an inverted bottleneck beside its shapes.
   *
   * @param middle channels between expansion and projection; the input's: there is no expansion
   * @param activation empty where the dialect leaves it to the space
   */
  public record Block(
      int middle,
      int kernel,
      int stride,
      boolean shortcut,
      boolean squeezeExcite,
      Optional<Activation> activation) {}

  /** A part that is not a block. */
  static ForeignKey plain(Part part, FeatureShape input, FeatureShape output) {
    return new ForeignKey(part, input, output, Optional.empty());
  }
}
