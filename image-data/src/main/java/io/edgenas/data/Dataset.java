package io.edgenas.data;

import io.edgenas.images.Image;
import java.util.Objects;
import java.util.stream.IntStream;

/** Labelled images, decoded. Immutable and safe to read from any number of threads. */
public interface Dataset {
  /** Number of images; may be 0 for a part that a data set does not have. */
  int size();

  /**
   * The 8-bit image, in the channels of the data set it belongs to.
   *
   * @param index 0 to {@code size() - 1}
   * @throws IndexOutOfBoundsException outside that range
   */
  Image image(int index);

  /**
   * The index of the image's class in the labels of the data set.
   *
   * @param index 0 to {@code size() - 1}
   * @throws IndexOutOfBoundsException outside that range
   */
  int label(int index);

  /** The images at these indices, in the order given; a view. */
  default Dataset select(int... indices) {
    int[] chosen = indices.clone();
    for (int index : chosen) {
      Objects.checkIndex(index, size());
    }
    Dataset all = this;
    return new Dataset() {
      @Override
      public int size() {
        return chosen.length;
      }

      @Override
      public Image image(int index) {
        return all.image(chosen[index]);
      }

      @Override
      public int label(int index) {
        return all.label(chosen[index]);
      }
    };
  }

  /** The images from {@code from} (inclusive) to {@code to} (exclusive); a view. */
  default Dataset range(int from, int to) {
    return select(IntStream.range(from, to).toArray());
  }

  /** Number of images of each class. */
  default int[] classCounts(int classes) {
    int[] counts = new int[classes];
    for (int i = 0; i < size(); i++) {
      counts[label(i)]++;
    }
    return counts;
  }
}
