package io.edgenas.supernet.store;

import io.edgenas.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Whole files of a bounded size. */
final class BoundedFiles {
  private BoundedFiles() {}

  /**
   * @throws BadInputException naming the file if it is missing, unreadable or over {@code maxBytes}
   */
  static byte[] read(Path file, int maxBytes) {
    try {
      if (Files.isDirectory(file)) {
        throw new BadInputException(file + " is a folder: a file is needed");
      }
      long size = Files.size(file);
      if (size > maxBytes) {
        throw new BadInputException(
            file + " has " + size + " bytes: at most " + maxBytes + " are read");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + " does not exist: check the path", e);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
