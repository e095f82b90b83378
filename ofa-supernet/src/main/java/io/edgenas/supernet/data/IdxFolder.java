package io.edgenas.supernet.data;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
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

  private IdxFolder() {}

  static DataSplits open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(folder + " is not a folder: name one with the idx files");
    }
    return IdxSet.of(
        read(folder, IdxSet.TRAIN_IMAGES, 3),
        read(folder, IdxSet.TRAIN_LABELS, 1),
        read(folder, IdxSet.TEST_IMAGES, 3),
        read(folder, IdxSet.TEST_LABELS, 1),
        labels(folder.resolve(LABELS)));
  }

  private static IdxFile read(Path folder, String name, int dimensions) {
    Path raw = folder.resolve(name);
    Path file = Files.exists(raw) ? raw : folder.resolve(name + ".gz");
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "neither "
              + name
              + " nor "
              + name
              + ".gz is in "
              + folder
              + ": the four files of "
              + "MNIST are needed");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return IdxFile.read(in, file.toString(), dimensions);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> labels(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      if (Files.size(file) > MAX_LABELS_BYTES) {
        throw new BadInputException(file + " is over " + MAX_LABELS_BYTES + " bytes");
      }
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (MalformedInputException e) {
      throw new BadInputException(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + Check.shown("" + e.getMessage()), e);
    }
  }
}
