package io.edgenas.profiler.host;

import io.edgenas.profile.ProfileIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files below the root of a file system, read within bounds; never an exception. */
final class SystemFiles {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_TEXT = 200;
  private static final int MAX_LISTED = 1_000;

  private final Path root;

  SystemFiles(Path root) {
    this.root = root;
  }

  /** What a folder holds, sorted, relative to the root; nothing where it cannot be read. */
  List<Path> children(String folder) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(folder))) {
      for (Path entry : entries) {
        if (children.size() < MAX_LISTED) {
          children.add(root.relativize(entry));
        }
      }
    } catch (IOException | SecurityException e) {
      return List.of();
    }
    children.sort(null);
    return children;
  }

  /** The lines of a file; none where it cannot be read. */
  List<String> lines(String file) {
    return read(file).map(text -> text.lines().toList()).orElse(List.of());
  }

  /** A file as one line; empty where it cannot be read or is blank. */
  Optional<String> text(String file) {
    return read(file).flatMap(SystemFiles::clean);
  }

  private Optional<String> read(String file) {
    return head(file, MAX_BYTES).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** The first bytes of a file; empty where it cannot be read. */
  Optional<byte[]> head(String file, int maxBytes) {
    try (InputStream in = Files.newInputStream(root.resolve(file))) {
      return Optional.of(in.readNBytes(maxBytes));
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }

  static String orUnknown(String text) {
    return clean(text == null ? "" : text).orElse(ProfileIdentity.UNKNOWN);
  }

  static Optional<String> clean(String text) {
    String printable = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    String cut = printable.length() > MAX_TEXT ? printable.substring(0, MAX_TEXT) : printable;
    return cut.isBlank() ? Optional.empty() : Optional.of(cut.toString().strip());
  }
}
