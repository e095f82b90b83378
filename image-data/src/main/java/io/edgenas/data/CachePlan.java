package io.edgenas.data;

import io.edgenas.images.Image;
import io.edgenas.images.Resampler;
import io.edgenas.images.format.ImageHeader;
import java.util.Collection;

/** How large images come to lie in a cache. */
public final class CachePlan {
  private CachePlan() {}

  /** About the bytes of these images, those that are no images left out. */
  public static long bytes(Collection<ImageFile> files, int shorterSide) {
    return files.stream()
        .flatMap(file -> file.header().stream())
        .mapToLong(header -> bytes(header, shorterSide))
        .sum();
  }

  /** Bytes of one image; a few less where only the picture tells that it is grey. */
  public static long bytes(ImageHeader header, int shorterSide) {
    return bytes(header.width(), header.height(), header.channels(), shorterSide);
  }

  static long bytes(int width, int height, int channels, int shorterSide) {
    double scale = Math.min(1, (double) shorterSide / Math.min(width, height));
    return Math.round(width * scale) * Math.round(height * scale) * channels;
  }

  /** The image with its shorter side at most {@code limit} pixels, samples rounded to 8 bits. */
  public static Image shrink(Image image, int limit) {
    int shorter = Math.min(image.width(), image.height());
    if (shorter <= limit) {
      return image;
    }
    int width = (int) Math.round((double) image.width() * limit / shorter);
    int height = (int) Math.round((double) image.height() * limit / shorter);
    float[] resized = Resampler.resize(image, width, height);
    byte[] samples = new byte[resized.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) Math.max(0, Math.min(255, Math.round(resized[i])));
    }
    return Image.of(width, height, image.channels(), samples);
  }
}
