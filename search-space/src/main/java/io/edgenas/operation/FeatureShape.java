package io.edgenas.operation;

import io.edgenas.base.value.Require;

/**
 * Shape of one image's feature map.
 *
 * @param channels number of channels, 1 and more
 * @param height in pixels, 1 and more
 * @param width in pixels, 1 and more
 */
public record FeatureShape(int channels, int height, int width) {
  /** No feature map of a supported space has more channels, or classifier more classes. */
  static final int MAX_CHANNELS = 100_000;

  private static final int MAX_SIDE = 4_096;

  public FeatureShape {
    Require.range("channels", channels, 1, MAX_CHANNELS);
    Require.range("height", height, 1, MAX_SIDE);
    Require.range("width", width, 1, MAX_SIDE);
  }

  /** Number of values of one image. */
  public long size() {
    return (long) channels * height * width;
  }

  /** Number of pixels. */
  public long pixels() {
    return (long) height * width;
  }

  /** The shape after a convolution with "same" padding {@code kernel / 2}. */
  FeatureShape convolved(int outChannels, int stride) {
    return new FeatureShape(outChannels, (height - 1) / stride + 1, (width - 1) / stride + 1);
  }

  /** Text in keys: {@code channels x height x width}, for example {@code 24x112x112}. */
  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}
