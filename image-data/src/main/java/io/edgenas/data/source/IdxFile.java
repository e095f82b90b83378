package io.edgenas.data.source;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.GzipInput;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.Sha256;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * A file of unsigned bytes in the idx format of MNIST: big-endian int32 magic (0x0800 and the
 * number of dimensions), int32 per dimension, then the bytes.
 *
 * @param name what messages call the file
 * @param dimensions sizes, the number of items first
 * @param bytes in row-major order
 */
record IdxFile(String name, int[] dimensions, byte[] bytes) {
  /** Largest file read, unpacked and packed, in bytes. */
  static final int MAX_BYTES = 1 << 30;

  private static final int MAX_ITEMS = 2_000_000;
  private static final int MAX_SIDE = 4_096;
  private static final int UNSIGNED_BYTES = 0x0800;

  /** Pictures are packed to a third or a tenth; deflate packs nothing tighter than 1,032 to 1. */
  private static final int MOST_PACKED = 200;

  /** Labels in order are packed much tighter, but there are few bytes of them. */
  private static final int ALWAYS_UNPACKED = 16 << 20;

  /** Two files of images, and what is made of them. */
  private static final int SHARE_OF_MEMORY = 4;

  /**
   * Reads a file of a folder.
   *
   * @param dimensions number of dimensions that the file must have
   * @throws BadInputException naming the file if it cannot be read, is not of this format, cut off
   *     or too large
   */
  static IdxFile read(Path file, int dimensions) {
    long size = InputFile.requireRegular(file).size();
    try (InputStream in = InputFile.open(file, MAX_BYTES)) {
      return read(in, file.toString(), dimensions, size, Runtime.getRuntime().maxMemory());
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
  }

  /**
   * Reads a stream that is gzipped if {@code name} ends in {@code .gz}; does not close it.
   *
   * @param dimensions number of dimensions that the file must have
   * @param size of the stream in bytes
   * @param memory that this program may use in all, in bytes
   * @throws BadInputException naming the file if it is not of this format, cut off or too large
   */
  static IdxFile read(InputStream stream, String name, int dimensions, long size, long memory)
      throws IOException {
    try {
      boolean packed = name.endsWith(".gz");
      InputStream in = packed ? new GzipInput(stream) : new BufferedInputStream(stream);
      return unpacked(
          new DataInputStream(in),
          name,
          dimensions,
          packed ? Math.max(ALWAYS_UNPACKED, size * MOST_PACKED) : size,
          memory);
    } catch (EOFException e) {
      throw new BadInputException(name + " is cut off: fetch it again", e);
    } catch (ZipException e) {
      throw new BadInputException(
          name + " is damaged or not gzipped (" + e.getMessage() + "): fetch it again", e);
    }
  }

  private static IdxFile unpacked(
      DataInputStream in, String name, int dimensions, long most, long memory) throws IOException {
    int magic = in.readInt();
    if (magic != UNSIGNED_BYTES + dimensions) {
      throw new BadInputException(
          String.format(
              "%s begins with 0x%08x, not 0x%08x: it is no idx file of unsigned bytes with %d"
                  + " dimensions",
              name, magic, UNSIGNED_BYTES + dimensions, dimensions));
    }
    int[] sizes = new int[dimensions];
    long total = 1;
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = in.readInt();
      int allowed = i == 0 ? MAX_ITEMS : MAX_SIDE;
      if (sizes[i] < 1 || sizes[i] > allowed) {
        throw new BadInputException(
            name + " has size " + sizes[i] + " in dimension " + i + ": 1 to " + allowed);
      }
      total *= sizes[i];
      if (total > MAX_BYTES) {
        throw new BadInputException(
            name + " has over " + MAX_BYTES + " bytes: at most these are read");
      }
    }
    requireRoom(name, total, most, memory);
    byte[] bytes = new byte[(int) total];
    int read = in.readNBytes(bytes, 0, bytes.length);
    if (read < total) {
      throw new BadInputException(
          name + " is cut off: " + read + " of " + total + " bytes, fetch it again");
    }
    if (in.read() >= 0) {
      throw new BadInputException(name + " has more bytes than the " + total + " it announces");
    }
    return new IdxFile(name, sizes, bytes);
  }

  /** Checks what a header announces before memory is taken for it. */
  private static void requireRoom(String name, long total, long most, long memory) {
    if (total > most) {
      throw new BadInputException(
          name
              + " announces "
              + total
              + " bytes, more than a file of its size holds: it is cut off or damaged, fetch it"
              + " again"
              + (name.endsWith(".gz") ? ", or unpack it with gunzip if it is right" : ""));
    }
    if (total > memory / SHARE_OF_MEMORY) {
      throw new BadInputException(
          name
              + " has "
              + (total >> 20)
              + " MiB, too many for the "
              + (memory >> 20)
              + " MiB of memory that Java may use: give it more, such as EDGENAS_JAVA_OPTS=-Xmx"
              + Math.max(1, (SHARE_OF_MEMORY * total + (1 << 30) - 1 >> 30))
              + "g");
    }
  }

  /** Number of items. */
  int count() {
    return dimensions[0];
  }

  /** SHA-256 of the content, not of how it is packed. */
  String sha256() {
    return Sha256.of(Arrays.toString(dimensions) + Sha256.of(bytes));
  }
}
