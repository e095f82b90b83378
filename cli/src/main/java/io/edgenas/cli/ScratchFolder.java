package io.edgenas.cli;

import io.edgenas.output.WriteFailure;
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
final class ScratchFolder implements AutoCloseable {
  private final Path results;
  private Path folder;

  /**
   * @param results folder of the results, there or not
   */
  ScratchFolder(Path results) {
    this.results = results;
  }

  /** The folder itself. */
  synchronized Path path() {
    if (folder == null) {
      Path there = results.toAbsolutePath();
      while (!Files.isDirectory(there) && there.getParent() != null) {
        there = there.getParent();
      }
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
