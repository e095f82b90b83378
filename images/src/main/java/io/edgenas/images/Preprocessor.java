package io.edgenas.images;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Turns images into what a network sees, as its {@link InputContract} says. Immutable in effect and
 * safe to share between threads.
 */
public final class Preprocessor {
  private final InputContract contract;
  private final int size;
  private final int channels;

  /** {@code [channel * 256 + sample]}, for images that need no resizing. */
  private final float[] normalised;

  /** {@code sample * factor + shift} per channel, for resized samples. */
  private final double[] factor;

  private final double[] shift;

  /**
   * The taps used last, because the images of a data set mostly have one size. Immutable and
   * replaced as a whole: a race costs a recomputation, never a wrong result.
   */
  private volatile Taps lastHorizontal;

  private volatile Taps lastVertical;

  public Preprocessor(InputContract contract) {
    this.contract = contract;
    size = contract.size();
    channels = contract.channels();
    normalised = new float[channels * 256];
    factor = new double[channels];
    shift = new double[channels];
    for (int c = 0; c < channels; c++) {
      for (int sample = 0; sample < 256; sample++) {
        normalised[c * 256 + sample] = contract.normalised(c, sample);
      }
      factor[c] = contract.scale() / contract.std().get(c);
      shift[c] = -contract.mean().get(c) / contract.std().get(c);
    }
    lastHorizontal = new Taps(size, size);
    lastVertical = lastHorizontal;
  }

  public InputContract contract() {
    return contract;
  }

  /** Numbers per image: {@code size * size * channels}. */
  public int length() {
    return size * size * channels;
  }

  /** The image as {@code [channels, size, size]}: one image of the tensor {@code image}. */
  public float[] toChw(Image image) {
    float[] hwc = toHwc(image);
    if (channels == 1) {
      return hwc;
    }
    float[] chw = new float[hwc.length];
    int pixels = size * size;
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < pixels; i++) {
        chw[c * pixels + i] = hwc[i * channels + c];
      }
    }
    return chw;
  }

  /** The image as {@code [size, size, channels]}: one image of a batch in channels-last memory. */
  public float[] toHwc(Image image) {
    float[] out = new float[length()];
    writeHwc(image, out, 0);
    return out;
  }

  /**
   * Writes {@link #length} floats in HWC order from {@code index} on; the buffer's position and
   * limit stay. For a direct ByteBuffer give {@code bytes.order(nativeOrder()).asFloatBuffer()}.
   *
   * @throws IndexOutOfBoundsException if they do not fit
   */
  public void writeHwc(Image image, FloatBuffer buffer, int index) {
    buffer.put(index, toHwc(image));
  }

  /** Writes {@link #length} floats in HWC order into {@code out} from {@code offset} on. */
  public void writeHwc(Image image, float[] out, int offset) {
    Image source = image.withChannels(channels);
    if (source.width() == size && source.height() == size) {
      copy(source, out, offset);
      return;
    }
    Arrays.fill(out, offset, offset + length(), 0f);
    switch (contract.fit()) {
      case CROP -> place(source, Region.centredSquare(source), size, size, out, offset);
      case STRETCH -> place(source, Region.whole(source), size, size, out, offset);
      case PAD -> {
        int longSide = Math.max(source.width(), source.height());
        place(
            source,
            Region.whole(source),
            padded(source.width(), longSide),
            padded(source.height(), longSide),
            out,
            offset);
      }
    }
  }

  /** {@code side * size / longSide}, rounded half up, at least 1. */
  private int padded(int side, int longSide) {
    return Math.max(1, (int) ((2L * side * size + longSide) / (2L * longSide)));
  }

  private void copy(Image source, float[] out, int offset) {
    byte[] samples = source.samples();
    if (channels == 1) {
      for (int i = 0; i < samples.length; i++) {
        out[offset + i] = normalised[samples[i] & 0xff];
      }
      return;
    }
    for (int i = 0; i < samples.length; i++) {
      out[offset + i] = normalised[(i % 3) << 8 | (samples[i] & 0xff)];
    }
  }

  /** Resizes the region to width x height and normalises it in the middle of the square. */
  private void place(Image source, Region region, int width, int height, float[] out, int offset) {
    int stride = size * channels;
    int at = offset + (size - height) / 2 * stride + (size - width) / 2 * channels;
    Resampler.resize(
        source,
        region,
        horizontal(region.width(), width),
        vertical(region.height(), height),
        out,
        at,
        stride);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          int i = at + y * stride + x * channels + c;
          out[i] = (float) (out[i] * factor[c] + shift[c]);
        }
      }
    }
  }

  private Taps horizontal(int from, int to) {
    Taps taps = lastHorizontal;
    if (taps.from() != from || taps.to() != to) {
      taps = new Taps(from, to);
      lastHorizontal = taps;
    }
    return taps;
  }

  private Taps vertical(int from, int to) {
    Taps taps = lastVertical;
    if (taps.from() != from || taps.to() != to) {
      taps = new Taps(from, to);
      lastVertical = taps;
    }
    return taps;
  }
}
