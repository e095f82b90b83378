package io.edgenas.data.source;

import io.edgenas.data.DataSplits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The subset of Fashion-MNIST that comes with EdgeNAS (MIT licence, beside the files). */
final class BundledImages {
  private static final String FOLDER = "bundled/";

  private BundledImages() {}

  static DataSplits open() {
    try {
      return IdxSet.of(
          read(IdxSet.TRAIN_IMAGES, 3),
          read(IdxSet.TRAIN_LABELS, 1),
          read(IdxSet.TEST_IMAGES, 3),
          read(IdxSet.TEST_LABELS, 1),
          labels());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IdxFile read(String name, int dimensions) throws IOException {
    try (InputStream in = BundledImages.class.getResourceAsStream(FOLDER + name + ".gz")) {
      return IdxFile.read(in, name + ".gz", dimensions, IdxFile.MAX_BYTES, Long.MAX_VALUE);
    }
  }

  private static List<String> labels() throws IOException {
    try (InputStream in = BundledImages.class.getResourceAsStream(FOLDER + "labels.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
