package io.edgenas.images;

/**
 * The one resize of this project, {@value InputContract#INTERPOLATION}: see {@link Taps} for the
 * weights. Separable, horizontal first, all sums in float in ascending order of the inputs, so that
 * the result is the same to the bit everywhere. An unchanged size is an exact copy.
 *
 * <p>Differs from Pillow's {@code BILINEAR} in one thing: nothing is rounded to 8 bits between or
 * after the two passes.
 */
public final class Resampler {
  private Resampler() {}

  /**
   * The image in another size.
   *
   * @return samples on the scale 0 to 255, {@code [height, width, channels]}
   * @throws IllegalArgumentException if a size is below 1
   */
  public static float[] resize(Image image, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "cannot resize to " + width + "x" + height + ": sizes are at least 1");
    }
    int rowLength = width * image.channels();
    float[] out = new float[Math.multiplyExact(rowLength, height)];
    Taps horizontal = new Taps(image.width(), width);
    Taps vertical = new Taps(image.height(), height);
    resize(image, Region.whole(image), horizontal, vertical, out, 0, rowLength);
    return out;
  }

  /**
   * Resizes a region of the image into a part of {@code out}, which must hold zeros there.
   *
   * <p>One source row at a time is resized and added to the output rows that it belongs to, so that
   * memory beyond {@code out} is one row, however tall the image is.
   *
   * @param offset index in {@code out} of the first sample written
   * @param stride samples from one row of {@code out} to the next
   */
  static void resize(
      Image image,
      Region region,
      Taps horizontal,
      Taps vertical,
      float[] out,
      int offset,
      int stride) {
    int channels = image.channels();
    float[] row = new float[horizontal.to() * channels];
    int unfinished = 0;
    for (int y = 0; y < region.height(); y++) {
      int source = ((region.y() + y) * image.width() + region.x()) * channels;
      resizeRow(image.samples(), source, channels, horizontal, row);
      for (int i = unfinished; i < vertical.to() && vertical.first(i) <= y; i++) {
        if (y < vertical.end(i)) {
          float weight = vertical.weight(i, y - vertical.first(i));
          addRow(weight, row, out, offset + i * stride);
        }
      }
      while (unfinished < vertical.to() && vertical.end(unfinished) <= y + 1) {
        unfinished++;
      }
    }
  }

  private static void addRow(float weight, float[] row, float[] out, int at) {
    for (int i = 0; i < row.length; i++) {
      out[at + i] += weight * row[i];
    }
  }

  private static void resizeRow(byte[] samples, int source, int channels, Taps taps, float[] row) {
    if (taps.identity()) {
      for (int i = 0; i < row.length; i++) {
        row[i] = samples[source + i] & 0xff;
      }
    } else if (channels == 1) {
      resizeGreyRow(samples, source, taps, row);
    } else {
      resizeRgbRow(samples, source, taps, row);
    }
  }

  private static void resizeGreyRow(byte[] samples, int source, Taps taps, float[] row) {
    for (int i = 0; i < taps.to(); i++) {
      int at = source + taps.first(i);
      int count = taps.count(i);
      float sum = 0;
      for (int k = 0; k < count; k++) {
        sum += taps.weight(i, k) * (samples[at + k] & 0xff);
      }
      row[i] = sum;
    }
  }

  private static void resizeRgbRow(byte[] samples, int source, Taps taps, float[] row) {
    for (int i = 0; i < taps.to(); i++) {
      int at = source + 3 * taps.first(i);
      int count = taps.count(i);
      float red = 0;
      float green = 0;
      float blue = 0;
      for (int k = 0; k < count; k++) {
        float weight = taps.weight(i, k);
        red += weight * (samples[at + 3 * k] & 0xff);
        green += weight * (samples[at + 3 * k + 1] & 0xff);
        blue += weight * (samples[at + 3 * k + 2] & 0xff);
      }
      row[3 * i] = red;
      row[3 * i + 1] = green;
      row[3 * i + 2] = blue;
    }
  }
}
