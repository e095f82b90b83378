package io.edgenas.images;

import java.util.Arrays;

/**
 * A decoded image: 8-bit samples, {@code [height, width, channels]} in memory, grey or RGB.
 *
 * <p>An immutable value. The samples are copied in and out; only this package reads them in place.
 */
public final class Image {
  private final int width;
  private final int height;
  private final int channels;
  private final byte[] samples;

  private Image(int width, int height, int channels, byte[] samples) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.samples = samples;
  }

  /**
   * @param samples {@code width * height * channels} unsigned bytes, row by row, channels
   *     interleaved; copied
   * @throws IllegalArgumentException if a size is below 1, channels is neither 1 nor 3, or the
   *     number of samples is another
   */
  public static Image of(int width, int height, int channels, byte[] samples) {
    return wrap(width, height, channels, samples.clone());
  }

  /**
   * An image of a larger array, such as a data set read whole.
   *
   * @param offset index of the first sample; {@code width * height * channels} are copied
   */
  public static Image of(int width, int height, int channels, byte[] samples, int offset) {
    int length = length(width, height, channels);
    if (offset < 0 || offset > samples.length - length) {
      throw new IllegalArgumentException(
          length + " samples from " + offset + " exceed the array of " + samples.length);
    }
    return wrap(width, height, channels, Arrays.copyOfRange(samples, offset, offset + length));
  }

  /** Takes ownership of {@code samples}: the caller must not keep them. */
  public static Image wrap(int width, int height, int channels, byte[] samples) {
    int length = length(width, height, channels);
    if (samples.length != length) {
      throw new IllegalArgumentException(
          width
              + "x"
              + height
              + "x"
              + channels
              + " needs "
              + length
              + " samples, not "
              + samples.length);
    }
    return new Image(width, height, channels, samples);
  }

  private static int length(int width, int height, int channels) {
    if (width < 1 || height < 1 || (channels != 1 && channels != 3)) {
      throw new IllegalArgumentException(
          "no image has "
              + width
              + "x"
              + height
              + " pixels of "
              + channels
              + " channels: sizes are at least 1, channels 1 or 3");
    }
    return Math.multiplyExact(Math.multiplyExact(width, height), channels);
  }

  /** Pixels in a row. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** 1 (grey) or 3 (RGB). */
  public int channels() {
    return channels;
  }

  /** The sample at column {@code x}, row {@code y}: 0 to 255. */
  public int sample(int x, int y, int channel) {
    if (x < 0 || x >= width || y < 0 || y >= height || channel < 0 || channel >= channels) {
      throw new IndexOutOfBoundsException(
          "(" + x + ", " + y + ", " + channel + ") is outside " + this);
    }
    return samples[(y * width + x) * channels + channel] & 0xff;
  }

  /** A copy of the samples, {@code [height, width, channels]}. */
  public byte[] toBytes() {
    return samples.clone();
  }

  /** The samples themselves, {@code [height, width, channels]}; not to be written to. */
  public byte[] samples() {
    return samples;
  }

  /**
   * This image in {@code wanted} channels: grey repeated three times, or colour reduced to ITU-R
   * BT.601 luma in Pillow's integer form, {@code (19595 R + 38470 G + 7471 B + 32768) >> 16}.
   *
   * @throws IllegalArgumentException if {@code wanted} is neither 1 nor 3
   */
  public Image withChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    int pixels = width * height;
    byte[] out = new byte[length(width, height, wanted)];
    for (int i = 0; i < pixels; i++) {
      if (wanted == 3) {
        Arrays.fill(out, 3 * i, 3 * i + 3, samples[i]);
      } else {
        int r = samples[3 * i] & 0xff;
        int g = samples[3 * i + 1] & 0xff;
        int b = samples[3 * i + 2] & 0xff;
        out[i] = (byte) ((19595 * r + 38470 * g + 7471 * b + 32768) >> 16);
      }
    }
    return new Image(width, height, wanted, out);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Image image
        && width == image.width
        && height == image.height
        && channels == image.channels
        && Arrays.equals(samples, image.samples);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * width + height) + channels) + Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return "Image[" + width + "x" + height + ", " + channels + " channels]";
  }
}
