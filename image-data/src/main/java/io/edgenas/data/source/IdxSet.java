package io.edgenas.data.source;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.output.Json;
import io.edgenas.base.output.Sha256;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.data.PackedDataset;
import java.util.List;

/**
 * The four files of the MNIST family as a data set, whose validation part ends the training part.
 */
final class IdxSet {
  static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  private IdxSet() {}

  /**
   * @param names of the classes; empty to call them by their numbers
   */
  static DataSplits of(
      IdxFile trainImages,
      IdxFile trainLabels,
      IdxFile testImages,
      IdxFile testLabels,
      List<String> names) {
    for (int i = 1; i <= 2; i++) {
      if (trainImages.dimensions()[i] != testImages.dimensions()[i]) {
        throw new BadInputException(
            trainImages.name() + " and " + testImages.name() + " hold images of different sizes");
      }
    }
    IdxLabels classes = IdxLabels.of(trainLabels, testLabels, names);
    List<String> labels = classes.labels();
    Dataset all = dataset(trainImages, trainLabels, classes);
    int validation = DataSplits.validationStart(all.size());
    return new DataSplits(
            labels,
            1,
            Math.min(trainImages.dimensions()[1], trainImages.dimensions()[2]),
            all.range(0, validation),
            all.range(validation, all.size()),
            dataset(testImages, testLabels, classes),
            Sha256.of(
                Json.line(
                    List.of(
                        labels,
                        trainImages.sha256(),
                        trainLabels.sha256(),
                        testImages.sha256(),
                        testLabels.sha256()))),
            classes.warnings())
        .withClassWarnings();
  }

  private static Dataset dataset(IdxFile images, IdxFile labels, IdxLabels classes) {
    if (images.count() != labels.count()) {
      throw new BadInputException(
          images.name()
              + " has "
              + images.count()
              + " images, but "
              + labels.name()
              + " "
              + labels.count()
              + " labels: they do not belong together");
    }
    return new PackedDataset(
        images.dimensions()[2], images.dimensions()[1], 1, images.bytes(), classes.indices(labels));
  }
}
