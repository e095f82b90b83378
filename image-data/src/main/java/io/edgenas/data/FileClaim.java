package io.edgenas.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a file claims to be an image. One that does and cannot be read is a damaged image; one
 * that does not is something else that lies beside images, such as their descriptions.
 */
public final class FileClaim {
  /** Of formats that are read, and of others: who has such files takes them for images. */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "bmp", "dib", "webp", "gif", "tif", "tiff", "heic",
          "heif", "avif", "jxl", "jp2", "j2k", "jpf", "jpx", "psd", "tga", "ppm", "pgm", "pbm",
          "pnm", "pam", "pcx", "svg", "ico", "exr", "hdr", "raw", "dng", "cr2", "cr3", "nef", "arw",
          "orf", "rw2", "raf", "pef", "srw");

  /** First bytes of the formats that are read. */
  private static final List<int[]> FIRST_BYTES =
      List.of(
          new int[] {0xff, 0xd8, 0xff},
          new int[] {0x89, 'P', 'N', 'G'},
          new int[] {'R', 'I', 'F', 'F', -1, -1, -1, -1, 'W', 'E', 'B', 'P'});

  private FileClaim() {}

  /** Whether a file is an image by its extension. */
  public static boolean ofName(Path file) {
    return EXTENSIONS.contains(extension(file));
  }

  /** Whether a file is an image by its first bytes: an image without a name, or with another's. */
  static boolean ofContent(byte[] bytes) {
    return FIRST_BYTES.stream().anyMatch(first -> beginsWith(bytes, first));
  }

  private static boolean beginsWith(byte[] bytes, int[] first) {
    if (bytes.length < first.length) {
      return false;
    }
    for (int i = 0; i < first.length; i++) {
      if (first[i] >= 0 && first[i] != (bytes[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the extension in lower case, without the dot; empty where there is none. */
  public static String extension(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
