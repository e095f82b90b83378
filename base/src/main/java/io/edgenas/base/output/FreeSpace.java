package io.edgenas.base.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells how much space is left where a file should lie. */
final class FreeSpace {
  private FreeSpace() {}

  /**
   * Says how much space is left, for example {@code 12.3 MB}; a folder that is not there yet lies
   * where its parent does.
   */
  static String text(Path file) {
    try {
      double bytes = Files.getFileStore(nearestFolder(file)).getUsableSpace();
      return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    } catch (IOException e) {
      return "an unknown number of bytes";
    }
  }

  /** The nearest of the folders above {@code file} that is there. */
  static Path nearestFolder(Path file) {
    Path there = file.toAbsolutePath().getParent();
    if (there == null) {
      return file.toAbsolutePath();
    }
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there;
  }
}
