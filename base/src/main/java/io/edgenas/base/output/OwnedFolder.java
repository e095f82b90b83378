package io.edgenas.base.output;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether somebody else could change what lies in a folder. Native code is loaded only from
 * folders that nobody but this user, or the system's administrator, can write: whoever writes there
 * decides what runs here.
 *
 * <p>Where a file system has no Unix permissions nothing can be told, and everything passes.
 */
public final class OwnedFolder {
  private static final int ROOT = 0;
  private static final int STICKY = 01000;
  private static final int GROUP_WRITES = 020;
  private static final int OTHERS_WRITE = 02;

  private OwnedFolder() {}

  /**
   * Makes sure that nobody else can put a file in the folder, nor replace the folder or one of
   * those above it.
   *
   * @param what messages call it, for example {@code folder of ONNX Runtime}
   * @return the folder, without symbolic links
   * @throws BadInputException naming the folder that others can write, and how to change that
   */
  public static Path require(Path folder, String what) {
    try {
      Path real = folder.toRealPath();
      for (Path part = real; part != null; part = part.getParent()) {
        Optional<String> why = writableByOthers(part, part.equals(real));
        if (why.isPresent()) {
          throw new BadInputException(
              "%s %s is not used: %s %s, who could put other code there; %s"
                  .formatted(
                      what,
                      folder,
                      part.equals(real) ? "it" : part.toString(),
                      why.get(),
                      "run chmod go-w on it if it is yours, or name another folder"));
        }
      }
      return real;
    } catch (IOException e) {
      throw InputFile.unreadable(folder, e);
    }
  }

  /**
   * Makes sure that nobody else can write a file.
   *
   * @throws BadInputException naming the file, and how to change that
   */
  public static void requireFile(Path file, String what) {
    try {
      Optional<String> why = writableByOthers(file.toRealPath(), true);
      if (why.isPresent()) {
        throw new BadInputException(
            "%s %s is not used: it %s; run chmod go-w on it if it is yours"
                .formatted(what, file, why.get()));
      }
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
  }

  /**
   * Names who else can write it; a folder above with the sticky bit lets nobody replace what is
   * ours.
   */
  private static Optional<String> writableByOthers(Path path, boolean itself) throws IOException {
    Map<String, Object> unix;
    try {
      unix = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return Optional.empty();
    }
    int mode = (int) unix.get("mode");
    int owner = (int) unix.get("uid");
    if (owner != ROOT && owner != CurrentUser.id()) {
      return Optional.of("belongs to " + Files.getOwner(path));
    }
    if (!itself && (mode & STICKY) != 0) {
      return Optional.empty();
    }
    if ((mode & OTHERS_WRITE) != 0) {
      return Optional.of("can be written by everybody");
    }
    if ((mode & GROUP_WRITES) != 0 && owner != ROOT && !isPrivateGroup(path)) {
      return Optional.of("can be written by the group " + group(path));
    }
    return Optional.empty();
  }

  /** Many systems give each user a group of one, of the same name, and let it write. */
  private static boolean isPrivateGroup(Path path) throws IOException {
    return group(path).getName().equals(Files.getOwner(path).getName());
  }

  private static GroupPrincipal group(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class).group();
  }
}
