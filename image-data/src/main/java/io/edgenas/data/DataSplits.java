package io.edgenas.data;

import io.edgenas.base.input.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A data set in its three parts.
 *
 * @param labels class names, in the order of the label indices; distinct
 * @param channels of every image: 1 (grey) or 3 (RGB)
 * @param nativeSize side in pixels that the images can fill: the median of their shorter sides, as
 *     decoded
 * @param train images to learn from; never empty
 * @param validation images to judge subnets by while training and searching; never empty
 * @param test images for the last word only; empty where the data set has none
 * @param fingerprint SHA-256 over labels, split and contents
 * @param warnings what a person should know, one line each: unreadable images, ignored files
 */
public record DataSplits(
    List<String> labels,
    int channels,
    int nativeSize,
    Dataset train,
    Dataset validation,
    Dataset test,
    String fingerprint,
    List<String> warnings) {

  /** Share of the training images that becomes the validation part where a data set has none. */
  public static final double VALIDATION_SHARE = 0.1;

  public DataSplits {
    labels = List.copyOf(labels);
    warnings = List.copyOf(warnings);
    tooFew(train.size(), validation.size())
        .ifPresent(
            message -> {
              throw new BadInputException(message);
            });
  }

  /** Why parts of these sizes are not enough; empty if they are. */
  public static Optional<String> tooFew(int train, int validation) {
    return train > 0 && validation > 0
        ? Optional.empty()
        : Optional.of(
            "data set has "
                + train
                + " training and "
                + validation
                + " validation images: both need at least 1, add images");
  }

  /** The same, with what its classes give reason to warn of. */
  public DataSplits withClassWarnings() {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(ClassWarnings.of(classCounts()));
    return new DataSplits(labels, channels, nativeSize, train, validation, test, fingerprint, all);
  }

  /** Numbers of images of each class in each part. */
  public List<DataReport.ClassCount> classCounts() {
    return DataReport.classes(
        labels,
        Map.of(
            Split.TRAIN, train.classCounts(classes()),
            Split.VALIDATION, validation.classCounts(classes()),
            Split.TEST, test.classCounts(classes())));
  }

  /** Number of classes. */
  public int classes() {
    return labels.size();
  }

  /**
   * Returns where the validation part begins when it is the last {@link #VALIDATION_SHARE} of
   * {@code images} training images.
   */
  public static int validationStart(int images) {
    return images - Math.max(1, (int) (images * VALIDATION_SHARE));
  }
}
