package io.edgenas.supernet.evaluate;

import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the images that are not trained on are for: some choose, others state how good the chosen
 * subnet is. The best of several subnets on the images that chose it looks better than it is.
 *
 * <p>Where a data set has test images, they state and all validation images choose. Else half of
 * the validation images is kept apart to state: of each class the last in the data set's order,
 * which for folders of images is by their contents and for all others does not matter, because they
 * have test images. So which half an image is in depends on the data set alone: whoever opens it
 * again keeps the same images apart.
 *
 * @param choosing images for evaluated subnets, accuracy models and finalists; at least one
 * @param stating images that choose nothing; empty where there is only one validation image
 * @param statingName what they are called for people
 */
public record HeldOut(Dataset choosing, Optional<Dataset> stating, String statingName) {

  /** The images of a data set. */
  public static HeldOut of(DataSplits data) {
    if (data.test().size() > 0) {
      return new HeldOut(data.validation(), Optional.of(data.test()), "test images");
    }
    Dataset validation = data.validation();
    boolean[] kept = keptApart(validation, data.classes());
    Dataset stating = part(validation, kept, true);
    return new HeldOut(
        part(validation, kept, false),
        stating.size() > 0 ? Optional.of(stating) : Optional.empty(),
        "validation images kept apart");
  }

  /**
   * Marks half of each class to be kept apart; where a class has an odd number, the odd ones go to
   * either side in turn.
   */
  private static boolean[] keptApart(Dataset images, int classes) {
    int[] choosing = images.classCounts(classes);
    int odd = 0;
    for (int label = 0; label < classes; label++) {
      int count = choosing[label];
      choosing[label] -= (count + odd) / 2;
      odd = (count + odd) % 2;
    }
    boolean[] kept = new boolean[images.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = choosing[images.label(i)]-- <= 0;
    }
    return kept;
  }

  private static Dataset part(Dataset images, boolean[] kept, boolean which) {
    return images.select(IntStream.range(0, kept.length).filter(i -> kept[i] == which).toArray());
  }
}
