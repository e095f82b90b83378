package io.edgenas.data.source;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.input.Utf8;
import io.edgenas.data.ClassLabels;
import io.edgenas.data.DataSplits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder with the four files of the MNIST family, raw or gzipped, and class names in {@code
 * labels.txt} (one a line) where there is one; otherwise classes are called by their numbers.
 */
final class IdxFolder {
  private static final String LABELS = "labels.txt";
  private static final int MAX_LABELS_BYTES = 1 << 20;

  /** Windows' editors put it before UTF-8 text. */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private IdxFolder() {}

  static DataSplits open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(folder + " is not a folder: name one with the idx files");
    }
    List<String> names = labels(folder.resolve(LABELS));
    if (!names.isEmpty()) {
      ClassLabels.check(folder.resolve(LABELS).toString(), names, "change its line");
    }
    return IdxSet.of(
        read(folder, IdxSet.TRAIN_IMAGES, 3),
        read(folder, IdxSet.TRAIN_LABELS, 1),
        read(folder, IdxSet.TEST_IMAGES, 3),
        read(folder, IdxSet.TEST_LABELS, 1),
        names);
  }

  private static IdxFile read(Path folder, String name, int dimensions) {
    Path raw = folder.resolve(name);
    Path file = Files.exists(raw) ? raw : folder.resolve(name + ".gz");
    if (!Files.exists(file)) {
      throw new BadInputException(
          "neither "
              + name
              + " nor "
              + name
              + ".gz is in "
              + folder
              + ": the four files of MNIST are needed");
    }
    return IdxFile.read(file, dimensions);
  }

  private static List<String> labels(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Utf8.decode(InputFile.bytes(file, MAX_LABELS_BYTES), file.toString());
    String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    return unmarked.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
