package io.edgenas.base.output;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Opens files inside a folder of EdgeNAS for writing. A folder that came from somebody else may
 * hold a symbolic link where a file is expected: following it would write over a file elsewhere. So
 * links are refused, and so is whatever else is no regular file.
 */
public final class OwnFile {
  private OwnFile() {}

  /**
   * Opens a file without following a symbolic link in its last part.
   *
   * @param options as for {@link FileChannel#open}
   * @throws BadInputException naming the file if a link, a pipe or another thing stands there
   * @throws IOException if it cannot be opened for another reason
   */
  public static FileChannel open(Path file, OpenOption... options) throws IOException {
    require(file);
    Set<OpenOption> all = new HashSet<>(List.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    try {
      return FileChannel.open(file, all);
    } catch (IOException e) {
      throw WriteFailure.explained(file, e);
    }
  }

  /**
   * Makes sure, before expensive work begins, that a file can be written without touching another.
   *
   * @throws BadInputException unless it is a regular file or does not exist
   */
  public static void require(Path file) throws IOException {
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return;
    }
    if (found.isSymbolicLink()) {
      throw new BadInputException(
          file
              + " is a symbolic link to "
              + Files.readSymbolicLink(file)
              + ", which EdgeNAS would write over: remove the link, or put the file in its place");
    }
    if (found.isDirectory()) {
      throw new BadInputException(file + " is a folder: name a file, or remove it");
    }
    if (!found.isRegularFile()) {
      throw new BadInputException(
          file + " is not a regular file, so nothing can be written there: remove it");
    }
  }
}
