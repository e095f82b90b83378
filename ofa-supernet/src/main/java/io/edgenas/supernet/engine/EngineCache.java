package io.edgenas.supernet.engine;

import ai.djl.util.Utils;
import io.edgenas.base.output.CacheFolder;
import io.edgenas.base.output.OwnFile;
import io.edgenas.base.output.OwnedFolder;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Decides where the engine unpacks its natives. Left alone, the engine takes a folder of a known
 * name under the temporary one where the user's home cannot be written, and loads what it finds
 * there.
 */
final class EngineCache {
  private static final List<String> VARIABLES = List.of("DJL_CACHE_DIR", "ENGINE_CACHE_DIR");
  private static final String JNA_FOLDER = "jna.tmpdir";
  private static final String WHAT = "PyTorch's cache folder";
  private static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";

  private EngineCache() {}

  /**
   * Has the engine unpack into the user's cache, unless the user names another folder in its own
   * variables, and makes sure that nobody else can write to what it loads. What processes left
   * there that were killed while unpacking, some 300 MB each, is removed.
   *
   * @return held while the engine loads, so that no other process takes what it unpacks for such a
   *     remainder
   * @throws io.edgenas.base.input.BadInputException if somebody else could write, naming the folder
   * @throws IOException if the folder cannot be made
   */
  static Closeable prepare() throws IOException {
    if (VARIABLES.stream().allMatch(name -> setting(name).isEmpty())) {
      System.setProperty(VARIABLES.get(0), CacheFolder.of("djl").toString());
    }
    if (System.getProperty(JNA_FOLDER) == null) {
      // The engine looks for graphics cards through JNA, which has a library of its own.
      System.setProperty(JNA_FOLDER, CacheFolder.of("jna").toString());
    }
    Path folder = Utils.getEngineCacheDir("pytorch");
    Files.createDirectories(folder);
    OwnedFolder.require(folder, WHAT);
    try (DirectoryStream<Path> builds = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path build : builds) {
        OwnedFolder.require(build, WHAT);
      }
    }
    for (String given : setting(LIBRARY_PATH).split(File.pathSeparator)) {
      if (!given.isBlank() && Files.exists(Path.of(given))) {
        OwnedFolder.require(Path.of(given), "PyTorch's folder in " + LIBRARY_PATH);
      }
    }
    return lock(folder);
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        OwnFile.open(folder.resolve(".lock"), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      channel.lock(); // closing the channel frees it
      try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "tmp*")) {
        leftovers.forEach(Utils::deleteQuietly);
      }
    } catch (IOException e) {
      // A file system without locks: nothing can be known, so nothing is removed.
    }
    return channel;
  }

  /** Reads a setting as the engine does: the environment before the properties. */
  private static String setting(String name) {
    return Arrays.asList(System.getenv(name), System.getProperty(name)).stream()
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }
}
