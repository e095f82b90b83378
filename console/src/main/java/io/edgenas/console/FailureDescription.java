package io.edgenas.console;

import io.edgenas.base.input.BadInputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What a person is told of whatever ended a command, and the exit code. */
record FailureDescription(int exitCode, String message) {
  static FailureDescription of(Throwable failure) {
    if (failure instanceof BadInputException) {
      return new FailureDescription(ExitCode.BAD_INPUT, failure.getMessage());
    }
    if (failure instanceof CommandFailure known) {
      return new FailureDescription(known.exitCode(), failure.getMessage());
    }
    if (failure instanceof InvalidPathException path) {
      return new FailureDescription(
          ExitCode.BAD_INPUT,
          "'"
              + path.getInput()
              + "' cannot be a path here: "
              + path.getReason()
              + "; with letters beyond ASCII in it, set LC_ALL=C.UTF-8 in the environment");
    }
    return new FailureDescription(ExitCode.FAILED, failed(failure));
  }

  private static String failed(Throwable failure) {
    if (failure instanceof UncheckedIOException wrapped) {
      return ofFile(wrapped.getCause());
    }
    if (failure instanceof IOException io) {
      return ofFile(io);
    }
    if (failure instanceof OutOfMemoryError full) {
      return outOfMemory(full);
    }
    if (failure instanceof StackOverflowError) {
      return "the stack is full: this input is nested deeper than a thread of "
          + "this Java can follow; a larger one is set by EDGENAS_JAVA_OPTS=-Xss16m (java -Xss16m"
          + " with the device jar)";
    }
    if (failure instanceof LinkageError) {
      return "a part of EdgeNAS cannot be loaded ("
          + rootOf(failure)
          + "): the installation is not whole, or of two versions; unpack it again";
    }
    return "internal error: "
        + failure
        + "; this is a defect of EdgeNAS: please report it with the output of --verbose";
  }

  private static String outOfMemory(OutOfMemoryError full) {
    String what = full.getMessage() == null ? "Java heap space" : full.getMessage();
    if (what.contains("native thread")) {
      return "the system allows no more threads or memory ("
          + what
          + "): raise ulimit -u, or close"
          + " other programs";
    }
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    return "out of memory ("
        + what
        + "): Java may use "
        + megabytes
        + " MB here; ask for less, or give it more, for example "
        + (2 * megabytes)
        + " MB, with EDGENAS_JAVA_OPTS=-Xmx"
        + (2 * megabytes)
        + "m (java -Xmx"
        + (2 * megabytes)
        + "m with the device jar)";
  }

  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    for (int i = 0; i < 20 && root.getCause() != null; i++) {
      root = root.getCause();
    }
    return root.toString();
  }

  private static String ofFile(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "file " + failure.getMessage() + " does not exist";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission for " + failure.getMessage();
    }
    if (failure instanceof FileSystemException known && known.getReason() == null) {
      return known.getFile() + " " + byClass(known);
    }
    if (failure instanceof CharacterCodingException) {
      return "a text file is not UTF-8 (" + failure + ")";
    }
    if (failure instanceof EOFException) {
      return "a file ended too early: it is cut short (" + failure + ")";
    }
    return failure.getMessage() == null
        ? "reading or writing failed: " + failure
        : failure.getMessage();
  }

  /** Says what went wrong by the exception's class: these have no message but the file. */
  private static String byClass(FileSystemException failure) {
    if (failure instanceof FileAlreadyExistsException) {
      return "exists already";
    }
    if (failure instanceof NotDirectoryException) {
      return "is not a folder";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return "is a folder that is not empty";
    }
    return failure instanceof FileSystemLoopException
        ? "is a circle of symbolic links"
        : "cannot be read or written: " + failure.getClass().getSimpleName();
  }
}
