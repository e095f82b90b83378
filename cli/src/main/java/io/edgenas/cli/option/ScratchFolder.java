package io.edgenas.cli.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.output.WriteFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder for what a run needs and nobody later: made when it is asked for, removed when it is
 * closed. It lies on the disk that the results are to lie on, because decoded images may be too
 * large for that of temporary files.
 */
public final class ScratchFolder implements AutoCloseable {
  private final Path results;
  private Path folder;

  /**
   * @param results folder of the results, there or not
   */
  public ScratchFolder(Path results) {
    this.results = results;
  }

  /**
   * Makes sure that a run which is only planned could make its folder of results.
   *
   * @throws BadInputException if it could not, naming what is in the way
   */
  public static void requirePossible(Path results) {
    Path there = nearest(results);
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new BadInputException(
          results
              + " cannot be made: "
              + there
              + (Files.isDirectory(there) ? " is not writable" : " is no folder")
              + "; name another folder");
    }
  }

  /** The results' own folder, or the one above it that is there. */
  private static Path nearest(Path results) {
    Path there = results.toAbsolutePath().normalize();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  /** The folder itself. */
  synchronized Path path() {
    if (folder == null) {
      Path there = nearest(results);
      try {
        folder = Files.createTempDirectory(there, ".edgenas-dry-run-");
      } catch (IOException e) {
        throw new UncheckedIOException(WriteFailure.explained(there.resolve("a folder"), e));
      }
    }
    return folder;
  }

  @Override
  public synchronized void close() throws IOException {
    if (folder == null) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
    folder = null;
  }
}
