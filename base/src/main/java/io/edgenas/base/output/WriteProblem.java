package io.edgenas.base.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Why something cannot be written: the cause decides the advice. */
enum WriteProblem {
  NO_SPACE("make space", "No space left on device"),
  QUOTA("your quota is used up: remove files, or ask for more", "quota exceeded"),
  TOO_LARGE(
      "the file system or a limit of this shell (ulimit -f) allows no larger file",
      "File too large"),
  FOLDER_IN_THE_WAY(
      "a folder of that name is in its way: remove it or choose another name", "Is a directory"),
  FILE_IN_THE_WAY("a file is in its way, choose another", "Not a directory", "File exists"),
  READ_ONLY("the file system can only be read: choose another place", "Read-only file system"),
  DENIED(
      "choose another or change its permissions", "Permission denied", "Operation not permitted"),
  NAME_TOO_LONG("choose a shorter name", "File name too long"),
  TOO_MANY_OPEN(
      "this process or system has too many files open: raise the limit (ulimit -n)",
      "Too many open files"),
  LINKS("symbolic links lead in a circle: remove them", "levels of symbolic links"),
  OTHER("choose another place, or mend what the system says");

  private static final long LITTLE_BYTES = 1 << 20;

  private final String advice;
  private final List<String> words;

  WriteProblem(String advice, String... words) {
    this.advice = advice;
    this.words = List.of(words);
  }

  String advice() {
    return advice;
  }

  /**
   * The problem with {@code file}. Classes and the system's English words tell most; where a system
   * speaks another language, what lies there does.
   */
  static WriteProblem of(Path file, IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return DENIED;
    }
    if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
      return FILE_IN_THE_WAY;
    }
    if (failure instanceof FileSystemLoopException) {
      return LINKS;
    }
    String reason = reason(failure).toLowerCase(Locale.ROOT);
    for (WriteProblem problem : values()) {
      if (problem.words.stream().anyMatch(word -> reason.contains(word.toLowerCase(Locale.ROOT)))) {
        return problem;
      }
    }
    return lookingAt(file.toAbsolutePath());
  }

  private static WriteProblem lookingAt(Path file) {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return FOLDER_IN_THE_WAY;
    }
    Path there = FreeSpace.nearestFolder(file);
    if (!Files.isDirectory(there)) {
      return FILE_IN_THE_WAY;
    }
    try {
      if (Files.getFileStore(there).isReadOnly()) {
        return READ_ONLY;
      }
      return Files.getFileStore(there).getUsableSpace() < LITTLE_BYTES ? NO_SPACE : OTHER;
    } catch (IOException e) {
      return OTHER;
    }
  }

  /** What the system said, or what the exception's class says. */
  static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "there is a file already";
    }
    String reason =
        failure instanceof FileSystemException known ? known.getReason() : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }
}
