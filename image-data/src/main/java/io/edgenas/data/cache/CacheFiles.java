package io.edgenas.data.cache;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.output.OwnFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a cache of decoded images.
 *
 * @param shorterSide pixels to which images were shrunk
 */
record CacheFiles(Path folder, int shorterSide) {

  /**
   * The files of a cache in a folder, whether it is there or not.
   *
   * @throws BadInputException if a symbolic link or a pipe stands in the place of the folder or of
   *     a file: writing would go elsewhere
   */
  static CacheFiles in(Path folder, int shorterSide) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      throw new BadInputException(
          folder
              + " is a symbolic link to "
              + Files.readSymbolicLink(folder)
              + ", and EdgeNAS does not write through links: put a folder in its place, or move"
              + " all of "
              + folder.toAbsolutePath().getParent()
              + " to where it leads");
    }
    CacheFiles files = new CacheFiles(folder, shorterSide);
    for (Path file : new Path[] {files.pixels(), files.index(), files.lock()}) {
      OwnFile.require(file);
    }
    return files;
  }

  /** Samples of all images. */
  Path pixels() {
    return folder.resolve("images-" + shorterSide + ".pixels");
  }

  /** The file that says what the samples are. */
  Path index() {
    return folder.resolve("images-" + shorterSide + ".index");
  }

  /** The empty file on which whoever writes holds a lock. */
  Path lock() {
    return folder.resolve(".images-" + shorterSide + ".index.lock");
  }

  CacheIndex read() throws IOException {
    return CacheIndex.read(index(), pixels(), shorterSide);
  }
}
