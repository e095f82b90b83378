package io.edgenas.supernet.data;

import io.edgenas.images.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Data sets for tests: images of noise whose brightness and stripes tell the class. */
public final class SyntheticImages {
  private SyntheticImages() {}

  /**
   * {@code count} square images, class {@code i % classes}, each different from all others.
   *
   * @param size side in pixels
   */
  public static Dataset of(int count, int classes, int channels, int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Image> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = i % classes;
      byte[] samples = new byte[size * size * channels];
      for (int j = 0; j < samples.length; j++) {
        int column = j / channels % size;
        int stripe = column / (label + 1) % 2 * 120;
        samples[j] = (byte) (stripe + random.nextInt(120));
      }
      images.add(Image.of(size, size, channels, samples));
      labels.add(label);
    }
    return new MemoryDataset(images, labels);
  }
}
