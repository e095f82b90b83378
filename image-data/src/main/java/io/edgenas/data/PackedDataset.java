package io.edgenas.data;

import io.edgenas.images.Image;
import java.util.Objects;

/** Images of one size, one after the other in one array. */
public final class PackedDataset implements Dataset {
  private final int width;
  private final int height;
  private final int channels;
  private final byte[] samples;
  private final byte[] labels;

  /**
   * @param samples {@code [images, height, width, channels]}; not copied, not to be changed
   * @param labels one unsigned byte per image; not copied, not to be changed
   */
  public PackedDataset(int width, int height, int channels, byte[] samples, byte[] labels) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.samples = samples;
    this.labels = labels;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public Image image(int index) {
    Objects.checkIndex(index, labels.length);
    return Image.of(width, height, channels, samples, index * width * height * channels);
  }

  @Override
  public int label(int index) {
    return labels[index] & 0xff;
  }
}
