package io.edgenas.data.batch;

import io.edgenas.base.input.Check;
import io.edgenas.images.Image;
import java.util.random.RandomGenerator;

/**
 * Random light and colour, as torchvision's {@code ColorJitter} without hue, in one order
 * (brightness, contrast, saturation) and rounded once at the end. Each factor is drawn uniformly
 * from 1 - x to 1 + x, at least 0. Saturation changes nothing in grey images.
 *
 * @param brightness x of the factor by which samples are multiplied, 0 to 1
 * @param contrast x of the factor of their distance from the image's mean luma, 0 to 1
 * @param saturation x of the factor of their distance from the pixel's luma, 0 to 1
 */
public record ColourJitter(double brightness, double contrast, double saturation) {
  /** Leaves images as they are. */
  public static final ColourJitter NONE = new ColourJitter(0, 0, 0);

  public ColourJitter {
    Check.range("augmentation brightness", brightness, 0, 1);
    Check.range("augmentation contrast", contrast, 0, 1);
    Check.range("augmentation saturation", saturation, 0, 1);
  }

  /** Whether it ever changes anything. */
  public boolean active() {
    return brightness > 0 || contrast > 0 || saturation > 0;
  }

  /** The image in light and colours as the generator decides. */
  Image apply(Image image, RandomGenerator random) {
    float bright = factor(brightness, random);
    float contrasted = factor(contrast, random);
    float saturated = factor(saturation, random);
    byte[] samples = image.toBytes();
    float[] lit = new float[256];
    for (int i = 0; i < 256; i++) {
      lit[i] = Math.min(255, i * bright);
    }
    float mean = meanLuma(samples, image.channels(), lit);
    for (int i = 0; i < 256; i++) {
      lit[i] = clamped(mean + contrasted * (lit[i] - mean));
    }
    if (image.channels() == 1) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (byte) Math.round(lit[samples[i] & 0xff]);
      }
    } else {
      saturate(samples, lit, saturated);
    }
    return Image.of(image.width(), image.height(), image.channels(), samples);
  }

  private static float factor(double jitter, RandomGenerator random) {
    return (float) (1 + jitter * (2 * random.nextDouble() - 1));
  }

  private static float meanLuma(byte[] samples, int channels, float[] lit) {
    double sum = 0;
    for (int i = 0; i < samples.length; i += channels) {
      sum += channels == 1 ? lit[samples[i] & 0xff] : luma(samples, i, lit);
    }
    int pixels = samples.length / channels;
    return (float) (sum / pixels);
  }

  private static void saturate(byte[] samples, float[] lit, float factor) {
    for (int i = 0; i < samples.length; i += 3) {
      float grey = luma(samples, i, lit);
      for (int c = 0; c < 3; c++) {
        float sample = lit[samples[i + c] & 0xff];
        samples[i + c] = (byte) Math.round(clamped(grey + factor * (sample - grey)));
      }
    }
  }

  /** The luma by ITU-R BT.601. */
  private static float luma(byte[] samples, int at, float[] lit) {
    return 0.299f * lit[samples[at] & 0xff]
        + 0.587f * lit[samples[at + 1] & 0xff]
        + 0.114f * lit[samples[at + 2] & 0xff];
  }

  private static float clamped(float sample) {
    return Math.max(0, Math.min(255, sample));
  }
}
