package io.edgenas.onnx.child;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** The folder that a child process has for its temporary files; only this user can enter it. */
final class ChildFolder {
  private ChildFolder() {}

  /** A new one, below the folder for temporary files. */
  static Path create() throws IOException {
    return Files.createTempDirectory("edgenas-child-").toAbsolutePath();
  }

  /** Removes it with all in it, as far as that is possible; links are not followed. */
  static void remove(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              return delete(file);
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
              return delete(directory);
            }
          });
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the visitor throws nothing", e);
    }
  }

  private static FileVisitResult delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // The system may hold on to a library that is loaded, or the other process was faster.
    }
    return FileVisitResult.CONTINUE;
  }
}
