package io.edgenas.supernet.data;

import io.edgenas.input.BadInputException;
import io.edgenas.output.Sha256;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
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
  private static final int MAX_BYTES = 1 << 30;
  private static final int MAX_ITEMS = 10_000_000;
  private static final int MAX_SIDE = 4_096;
  private static final int UNSIGNED_BYTES = 0x0800;

  /**
   * Reads a stream that is gzipped if {@code name} ends in {@code .gz}; does not close it.
   *
   * @param dimensions number of dimensions that the file must have
   * @throws BadInputException naming the file if it is not of this format, cut off or too large
   */
  static IdxFile read(InputStream stream, String name, int dimensions) throws IOException {
    try {
      InputStream unpacked = name.endsWith(".gz") ? new GZIPInputStream(stream, 1 << 16) : stream;
      return unpacked(new DataInputStream(new BufferedInputStream(unpacked)), name, dimensions);
    } catch (EOFException e) {
      throw new BadInputException(name + " is cut off: fetch it again", e);
    } catch (ZipException e) {
      throw new BadInputException(
          name + " is damaged or not gzipped (" + e.getMessage() + "): fetch it again", e);
    }
  }

  private static IdxFile unpacked(DataInputStream in, String name, int dimensions)
      throws IOException {
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
      int most = i == 0 ? MAX_ITEMS : MAX_SIDE;
      if (sizes[i] < 1 || sizes[i] > most) {
        throw new BadInputException(
            name + " has size " + sizes[i] + " in dimension " + i + ": 1 to " + most);
      }
      total *= sizes[i];
      if (total > MAX_BYTES) {
        throw new BadInputException(
            name + " has over " + MAX_BYTES + " bytes: at most these are read");
      }
    }
    // readNBytes allocates as bytes arrive: a header cannot ask for more than the file has.
    byte[] bytes = in.readNBytes((int) total);
    if (bytes.length < total) {
      throw new BadInputException(
          name + " is cut off: " + bytes.length + " of " + total + " bytes, fetch it again");
    }
    if (in.read() >= 0) {
      throw new BadInputException(name + " has more bytes than the " + total + " it announces");
    }
    return new IdxFile(name, sizes, bytes);
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
