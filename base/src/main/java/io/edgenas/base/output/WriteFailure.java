package io.edgenas.base.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file cannot be written: says which, why, and what helps against that cause. How much space is
 * left is said where space is what lacks.
 */
public final class WriteFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private WriteFailure(String message, IOException cause) {
    super(message, cause);
  }

  /** The failure with its file and what to do; itself where that explains nothing. */
  public static IOException explained(Path file, IOException failure) {
    if (failure instanceof WriteFailure || failure instanceof NoSuchFileException) {
      return failure;
    }
    WriteProblem problem = WriteProblem.of(file, failure);
    return new WriteFailure(
        file
            + " cannot be written ("
            + WriteProblem.reason(failure)
            + ")"
            + space(problem, file)
            + "; what was there is kept: "
            + problem.advice()
            + ", then run the same command again",
        failure);
  }

  private static String space(WriteProblem problem, Path file) {
    return problem == WriteProblem.NO_SPACE ? ", " + FreeSpace.text(file) + " are free there" : "";
  }

  /** Says that no file can be made in a folder, why, and what to do. */
  static String ofFolder(Path folder, IOException failure) {
    WriteProblem problem =
        Files.isRegularFile(folder)
            ? WriteProblem.FILE_IN_THE_WAY
            : WriteProblem.of(folder.resolve("file"), failure);
    return "output folder "
        + folder
        + " is not writable ("
        + WriteProblem.reason(failure)
        + ")"
        + space(problem, folder.resolve("file"))
        + ": "
        + problem.advice();
  }
}
