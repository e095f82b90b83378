package io.edgenas.base.output;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The one folder that EdgeNAS writes to unasked: it keeps native libraries there, unpacked, from
 * one run to the next. It may be deleted at any time.
 *
 * <p>It is the environment variable {@value #VARIABLE}; else {@code edgenas} in {@code
 * XDG_CACHE_HOME}, else {@code .cache/edgenas} in the user's home. Where none of these can be
 * written, as in a container without a home, it is {@code edgenas-USER} in the temporary folder.
 * Only this user may write there; a folder that somebody else made is refused.
 */
public final class CacheFolder {
  /** Names another folder. */
  public static final String VARIABLE = "EDGENAS_CACHE_DIR";

  private static final String OWNER_ALONE = "rwx------";

  private CacheFolder() {}

  /**
   * A folder in the cache, made if it is not there.
   *
   * @param name of the folder, as {@code pytorch}
   * @throws BadInputException if somebody else could write there, naming the folder
   * @throws IOException if no folder can be made, saying how to name another
   */
  public static Path of(String name) throws IOException {
    return of(name, System.getenv(), System.getProperties());
  }

  static Path of(String name, Map<String, String> environment, Properties properties)
      throws IOException {
    Path root = root(environment, properties);
    Path folder = root.resolve(name);
    make(folder);
    OwnedFolder.require(folder, "the cache folder");
    return folder;
  }

  private static Path root(Map<String, String> environment, Properties properties)
      throws IOException {
    Optional<Path> given = absolute(environment.get(VARIABLE));
    if (given.isPresent()) {
      make(given.get());
      return given.get();
    }
    if (environment.getOrDefault(VARIABLE, "").length() > 0) {
      throw new BadInputException(
          VARIABLE + " is " + environment.get(VARIABLE) + ": give an absolute path, or unset it");
    }
    Optional<Path> usual =
        absolute(environment.get("XDG_CACHE_HOME"))
            .or(() -> home(environment, properties).map(home -> home.resolve(".cache")))
            .map(caches -> caches.resolve("edgenas"));
    if (usual.isPresent()) {
      try {
        make(usual.get());
        if (Files.isWritable(usual.get())) {
          return usual.get();
        }
      } catch (IOException e) {
        // A home that cannot be written: go on with the temporary folder.
      }
    }
    Path temporary =
        Path.of(properties.getProperty("java.io.tmpdir"))
            .toAbsolutePath()
            .resolve("edgenas-" + properties.getProperty("user.name").replaceAll("[^\\w.-]", "_"));
    if (Files.isSymbolicLink(temporary)) {
      // In a folder that is open to all, somebody else may have made it.
      throw new BadInputException(
          "the cache folder "
              + temporary
              + " is a symbolic link: name another folder in the environment variable "
              + VARIABLE);
    }
    make(temporary);
    return temporary;
  }

  private static Optional<Path> home(Map<String, String> environment, Properties properties) {
    return absolute(environment.get("HOME"))
        .or(() -> absolute(properties.getProperty("user.home")));
  }

  private static Optional<Path> absolute(String path) {
    return Optional.ofNullable(path)
        .filter(text -> !text.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  /** Whoever makes it owns it; what is there already is looked at by {@link OwnedFolder}. */
  private static void make(Path folder) throws IOException {
    try {
      if (Files.isDirectory(folder)) {
        return;
      }
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ALONE)));
      } else {
        Files.createDirectories(folder);
      }
    } catch (FileAlreadyExistsException e) {
      throw new BadInputException(
          "the cache folder " + folder + " cannot be made: a file is in its way", e);
    } catch (IOException e) {
      throw new IOException(
          "the cache folder "
              + folder
              + " cannot be made ("
              + e.getClass().getSimpleName()
              + "): name another in the environment variable "
              + VARIABLE,
          e);
    }
  }
}
