package io.edgenas.data;

import io.edgenas.base.input.BadInputException;
import io.edgenas.images.Image;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Images held in memory. */
public final class MemoryDataset implements Dataset {
  /** No images. */
  public static final Dataset EMPTY = new MemoryDataset(List.of(), List.of());

  private final List<Image> images;
  private final List<Integer> labels;

  /** Holds images with one label each. */
  public MemoryDataset(List<Image> images, List<Integer> labels) {
    if (images.size() != labels.size()) {
      throw new BadInputException(
          images.size() + " images have " + labels.size() + " labels: one for each is needed");
    }
    this.images = Collections.unmodifiableList(new ArrayList<>(images));
    this.labels = List.copyOf(labels);
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public Image image(int index) {
    return images.get(index);
  }

  @Override
  public int label(int index) {
    return labels.get(index);
  }
}
