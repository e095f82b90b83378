package io.edgenas.cli;

import io.edgenas.input.BadInputException;
import io.edgenas.output.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder under which a training's decoded images come to lie: the supernet's, or for a plan
 * that must leave nothing behind a temporary one, which goes when this is closed.
 *
 * @param path where they come to lie
 * @param temporary whether it is removed
 */
record CacheFolder(Path path, boolean temporary) implements AutoCloseable {

  /**
   * That of a training, made now.
   *
   * @throws BadInputException if it cannot be written to
   */
  static CacheFolder kept(Path supernet) {
    AtomicFiles.requireWritableFolder(supernet);
    return new CacheFolder(supernet, false);
  }

  /**
   * That of a plan. What a training has decoded already is used.
   *
   * @throws BadInputException if the training's folder could not be made
   */
  static CacheFolder passing(Path supernet) throws IOException {
    if (Files.exists(supernet.resolve(DataOption.CACHE))) {
      return new CacheFolder(supernet, false);
    }
    requirePossible(supernet);
    return new CacheFolder(Files.createTempDirectory("edgenas-plan"), true);
  }

  private static void requirePossible(Path folder) {
    Path there = folder.toAbsolutePath().normalize();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new BadInputException(
          folder
              + " cannot be made: "
              + there
              + (Files.isDirectory(there) ? " is not writable" : " is no folder")
              + "; name another folder");
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      List<Path> all;
      try (Stream<Path> walked = Files.walk(path)) {
        all = walked.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path each : all) {
        Files.deleteIfExists(each);
      }
    }
  }
}
