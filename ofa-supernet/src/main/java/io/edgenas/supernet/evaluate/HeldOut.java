package io.edgenas.supernet.evaluate;

import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the images that are not trained on are for: models of accuracy learn from some, others
 * choose among the subnets that promise most, others again state how good the chosen one is. The
 * best of several subnets on the images that chose it looks better than it is.
 *
 * <p>Where a data set has test images, they state. Else half of the validation images is kept apart
 * to state. Of the other validation images a third chooses and the rest is learned from. Kept apart
 * are, of each class, the last in the data set's order, which for folders of images is by their
 * contents and for all others does not matter, because they have test images. So the part that an
 * image is in depends on the data set alone: whoever opens it again keeps the same images apart.
 *
 * @param learning images for evaluated subnets and the log of a training; at least one
 * @param choosing images for the subnets that promise most; empty where there are too few
 * @param stating images that choose nothing; empty where there is only one validation image
 * @param statingName what they are called for people
 */
public record HeldOut(
    Dataset learning, Optional<Dataset> choosing, Optional<Dataset> stating, String statingName) {
  /** What images that state are called where a data set has test images. */
  public static final String TEST = "test images";

  /** What they are called elsewhere. */
  public static final String KEPT_APART = "validation images kept apart";

  private static final int STATING_PART = 2;
  private static final int CHOOSING_PART = 3;

  /** Two parts of some images. */
  private record Parts(Dataset rest, Optional<Dataset> last) {}

  /** The images of a data set. */
  public static HeldOut of(DataSplits data) {
    int classes = data.classes();
    if (data.test().size() > 0) {
      Parts parts = parts(data.validation(), classes, CHOOSING_PART);
      return new HeldOut(parts.rest, parts.last, Optional.of(data.test()), TEST);
    }
    Parts stating = parts(data.validation(), classes, STATING_PART);
    Parts choosing = parts(stating.rest, classes, CHOOSING_PART);
    return new HeldOut(choosing.rest, choosing.last, stating.last, KEPT_APART);
  }

  /**
   * Takes one image of so many out of each class, the last ones. What does not divide evenly is
   * carried from class to class.
   */
  private static Parts parts(Dataset images, int classes, int one) {
    int[] left = images.classCounts(classes);
    int carried = 0;
    for (int label = 0; label < classes; label++) {
      int count = left[label] + carried;
      left[label] -= count / one;
      carried = count % one;
    }
    boolean[] taken = new boolean[images.size()];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = left[images.label(i)]-- <= 0;
    }
    Dataset last = part(images, taken, true);
    return new Parts(
        part(images, taken, false), last.size() > 0 ? Optional.of(last) : Optional.empty());
  }

  private static Dataset part(Dataset images, boolean[] taken, boolean which) {
    return images.select(IntStream.range(0, taken.length).filter(i -> taken[i] == which).toArray());
  }
}
