package io.edgenas.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** A file cannot be written: says which, why, and how much space is left where it should lie. */
public final class WriteFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private WriteFailure(String message, IOException cause) {
    super(message, cause);
  }

  /** The failure with its file and the space left there; itself where that explains nothing. */
  public static IOException explained(Path file, IOException failure) {
    if (failure instanceof WriteFailure
        || failure instanceof AccessDeniedException
        || failure instanceof NoSuchFileException) {
      return failure;
    }
    return new WriteFailure(
        file
            + " cannot be written ("
            + reason(failure)
            + "), "
            + free(file)
            + " are free there; what was there is kept: make space if that is what lacks, then"
            + " run the same command again",
        failure);
  }

  /**
   * That no file can be made in a folder, why, and what to do: permissions are not to blame for
   * all.
   */
  static String ofFolder(Path folder, IOException failure) {
    String text = "output folder " + folder + " is not writable (" + reason(failure) + ")";
    if (failure instanceof AccessDeniedException) {
      return text + ": choose another or change its permissions";
    }
    if (failure instanceof FileAlreadyExistsException || Files.isRegularFile(folder)) {
      return text + ": a file is in its way, choose another";
    }
    return text
        + ", "
        + free(folder.resolve("file"))
        + " are free there: choose another, or make space if that is what lacks";
  }

  private static String reason(IOException failure) {
    String reason =
        failure instanceof FileSystemException known ? known.getReason() : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }

  private static String free(Path file) {
    try {
      Path there = file.toAbsolutePath().getParent();
      while (there.getParent() != null && !Files.exists(there)) {
        there = there.getParent();
      }
      double bytes = Files.getFileStore(there).getUsableSpace();
      return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    } catch (IOException e) {
      return "an unknown number of bytes";
    }
  }
}
