package io.edgenas.data.batch;

import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.Locale;

/** What training does about classes of different size. */
public enum Balance {
  /** Nothing: every image counts the same. */
  NONE,
  /**
   * Every class is drawn equally often (class-balanced sampling: Kang et al., Decoupling
   * Representation and Classifier for Long-Tailed Recognition, section 4): images of small classes
   * come up more than once in an epoch, those of large ones not in every epoch.
   */
  SAMPLER,
  /** Every image is drawn equally often, its loss is weighted by how rare its class is. */
  LOSS;

  /** Largest ratio of class sizes that counts as balanced. */
  public static final double MOST_UNEQUAL = 3;

  /** The name in files: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What suits a data set where nobody has chosen: {@link #SAMPLER} if the largest class has more
   * than {@link #MOST_UNEQUAL} times the images of the smallest. Classes without images are not
   * counted: nothing can be drawn from them.
   *
   * @param counts training images of each class
   */
  public static Balance suited(int[] counts) {
    IntSummaryStatistics sizes =
        Arrays.stream(counts).filter(count -> count > 0).summaryStatistics();
    boolean unequal = sizes.getCount() > 0 && sizes.getMax() > MOST_UNEQUAL * sizes.getMin();
    return unequal ? SAMPLER : NONE;
  }

  /**
   * The weight of an image's loss, by its class: inversely proportional to the size of the class, 1
   * on average over the images. All 1 but for {@link #LOSS}.
   *
   * @param counts training images of each class
   */
  public float[] lossWeights(int[] counts) {
    float[] weights = new float[counts.length];
    Arrays.fill(weights, 1);
    if (this == LOSS) {
      long images = Arrays.stream(counts).asLongStream().sum();
      long classes = Arrays.stream(counts).filter(count -> count > 0).count();
      for (int i = 0; i < counts.length; i++) {
        weights[i] = counts[i] == 0 ? 1 : (float) ((double) images / classes / counts[i]);
      }
    }
    return weights;
  }
}
