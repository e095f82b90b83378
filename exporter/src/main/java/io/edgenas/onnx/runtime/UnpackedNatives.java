package io.edgenas.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import io.edgenas.base.output.CacheFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ONNX Runtime's natives, unpacked from the jar once and kept in the user's cache.
 *
 * <p>ONNX Runtime would unpack them itself, at every start into a new folder under the temporary
 * one: some 25 MB that stay behind when the process is killed, and that cannot be loaded where the
 * temporary folder allows no programs.
 */
final class UnpackedNatives {
  private static final Pattern ASIDE = Pattern.compile("\\.unpacking-(\\d+)");

  private UnpackedNatives() {}

  /**
   * The folder that holds {@link OrtLibrary#FILES} of this machine's platform.
   *
   * @return empty if the jar has none for this platform, or the jar's content cannot be told
   * @throws IOException if they cannot be unpacked, naming the folder
   */
  static Optional<Path> folder() throws IOException {
    return in(CacheFolder.of("natives"));
  }

  /** The same in a cache of one's own. */
  static Optional<Path> in(Path cache) throws IOException {
    Map<String, JarURLConnection> entries = new TreeMap<>();
    StringBuilder name = new StringBuilder("onnxruntime-" + platform());
    for (String file : OrtLibrary.FILES) {
      URL url =
          OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform() + "/" + file);
      URLConnection connection = url == null ? null : url.openConnection();
      if (!(connection instanceof JarURLConnection entry)) {
        return Optional.empty();
      }
      entry.setUseCaches(false);
      entries.put(file, entry);
      // Another build has other checksums, and so another folder.
      name.append(String.format(Locale.ROOT, "-%08x", entry.getJarEntry().getCrc()));
    }
    Path folder = cache.resolve(name.toString());
    if (!complete(folder, entries)) {
      unpack(cache, folder, entries);
    }
    return Optional.of(folder);
  }

  private static boolean complete(Path folder, Map<String, JarURLConnection> entries)
      throws IOException {
    for (Map.Entry<String, JarURLConnection> entry : entries.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      if (!Files.isRegularFile(file)
          || Files.size(file) != entry.getValue().getJarEntry().getSize()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Unpacks aside, then renames: another process may be doing the same, and either may be killed.
   */
  private static void unpack(Path cache, Path folder, Map<String, JarURLConnection> entries)
      throws IOException {
    removeLeftovers(cache);
    Path aside = cache.resolve(".unpacking-" + ProcessHandle.current().pid());
    remove(aside);
    try {
      Files.createDirectory(aside);
      for (Map.Entry<String, JarURLConnection> entry : entries.entrySet()) {
        try (InputStream in = entry.getValue().getInputStream()) {
          Files.copy(in, aside.resolve(entry.getKey()));
        }
      }
      try {
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        if (!complete(folder, entries)) {
          remove(folder); // cut off, as after a full disk
          Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    } catch (IOException e) {
      throw new IOException(
          "ONNX Runtime's library cannot be unpacked into "
              + cache
              + " ("
              + e.getMessage()
              + "): it needs 25 MB, once; make space there, or name another folder in the"
              + " environment variable "
              + CacheFolder.VARIABLE,
          e);
    } finally {
      remove(aside);
    }
  }

  /** What processes left that were killed while unpacking. */
  private static void removeLeftovers(Path cache) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(cache, ".unpacking-*")) {
      for (Path folder : folders) {
        Matcher matcher = ASIDE.matcher(folder.getFileName().toString());
        if (matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()) {
          remove(folder);
        }
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(folder);
    }
  }

  /** Names this platform as ONNX Runtime names the folders of its jar. */
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    return (os.contains("win") ? "win" : os.contains("mac") ? "osx" : "linux")
        + (arch.equals("amd64") || arch.equals("x86_64") ? "-x64" : "-" + arch);
  }
}
