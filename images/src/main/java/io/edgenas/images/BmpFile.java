package io.edgenas.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.IIOException;

/** Checks the header of a BMP: is it of a kind that can be decoded, and is it whole. */
final class BmpFile {
  private static final int FILE_HEADER = 14;

  /** BITMAPINFOHEADER; OS/2's shorter one has no compression field. */
  private static final int INFO_HEADER = 40;

  private static final int UNCOMPRESSED = 0;
  private static final int BITFIELDS = 3;

  private BmpFile() {}

  static EncodedImage scan(byte[] bytes) throws IIOException {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < FILE_HEADER + INFO_HEADER) {
      throw new IIOException("the BMP's header is incomplete: it is truncated");
    }
    int header = file.getInt(FILE_HEADER);
    if (header < INFO_HEADER) {
      throw new IIOException("BMPs with OS/2 headers are not supported");
    }
    long width = file.getInt(18);
    long height = Math.abs((long) file.getInt(22));
    int bits = file.getShort(28);
    int compression = file.getInt(30);
    if (compression != UNCOMPRESSED && compression != BITFIELDS) {
      throw new IIOException("compressed BMPs are not supported (method " + compression + ")");
    }
    long pixels = (width * bits + 31) / 32 * 4 * height;
    long start = file.getInt(10) & 0xffffffffL;
    if (width > 0 && bits > 0 && start + pixels > bytes.length) {
      throw new IIOException(
          "the BMP should have "
              + (start + pixels)
              + " bytes but has "
              + bytes.length
              + ": it is truncated");
    }
    return new EncodedImage(ImageFormat.BMP, bytes, 3, Orientation.NORMAL);
  }
}
