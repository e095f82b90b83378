package io.edgenas.images.format;

import io.edgenas.images.raster.Orientation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.IIOException;

/**
 * Checks the headers of a BMP: is it of a kind that can be decoded, is it whole, and what do its
 * bits mean.
 *
 * <p>A fourth byte is alpha only where the header has a mask for it and says that masks count
 * (BITFIELDS); else it is padding, whatever stands in it. That is what Pillow and browsers do.
 */
final class BmpFile {
  private static final int FILE_HEADER = 14;

  /** Sizes of the headers of OS/2 1 and 2, which differ from Windows' in what follows. */
  private static final int OS2_HEADER = 12;

  private static final int OS2_LONG_HEADER = 64;

  /** BITMAPINFOHEADER; longer ones go on with masks from here. */
  private static final int INFO_HEADER = 40;

  private static final int WITH_MASKS = 52;
  private static final int WITH_ALPHA_MASK = 56;
  private static final int V4_HEADER = 108;
  private static final int V5_HEADER = 124;

  /** Beyond it is something else. */
  private static final int LARGEST_HEADER = 1_024;

  private static final int UNCOMPRESSED = 0;
  private static final int BITFIELDS = 3;
  private static final int ALPHA_BITFIELDS = 6;

  private final byte[] bytes;
  private final ByteBuffer file;
  private int header;
  private int width;
  private int rows;
  private int bits;
  private int compression;
  private int colours;

  private BmpFile(byte[] bytes) {
    this.bytes = bytes;
    file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether bytes that begin with BM are a BMP, of which the start may be left, and no text. */
  static boolean looksLikeOne(byte[] bytes) {
    if (bytes.length < FILE_HEADER + 4) {
      return true;
    }
    int size = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(FILE_HEADER);
    return size >= OS2_HEADER && size <= LARGEST_HEADER;
  }

  static EncodedImage scan(byte[] bytes) throws IIOException {
    BmpFile bmp = new BmpFile(bytes);
    bmp.readHeader();
    return bmp.image();
  }

  private void readHeader() throws IIOException {
    require(FILE_HEADER + OS2_HEADER);
    header = file.getInt(FILE_HEADER);
    if (header == OS2_HEADER) {
      width = file.getShort(18) & 0xffff;
      rows = file.getShort(20) & 0xffff;
      bits = file.getShort(24);
      return;
    }
    if (header != INFO_HEADER
        && header != WITH_MASKS
        && header != WITH_ALPHA_MASK
        && header != OS2_LONG_HEADER
        && header != V4_HEADER
        && header != V5_HEADER) {
      throw new IIOException("BMPs with a header of " + header + " bytes are not supported");
    }
    require(FILE_HEADER + header);
    width = file.getInt(18);
    rows = file.getInt(22);
    bits = file.getShort(28);
    compression = file.getInt(30);
    colours = file.getInt(46);
  }

  private void require(int length) throws IIOException {
    if (bytes.length < length) {
      throw new IIOException("the BMP's header is incomplete: it is truncated");
    }
  }

  private EncodedImage image() throws IIOException {
    boolean masked = compression == BITFIELDS || compression == ALPHA_BITFIELDS;
    if (compression != UNCOMPRESSED && (!masked || header == OS2_LONG_HEADER)) {
      throw new IIOException(
          "compressed BMPs are not supported (method " + compression + "): save it as PNG");
    }
    if (width < 1 || rows == 0 || rows == Integer.MIN_VALUE) {
      throw new IIOException("it says that it is " + width + "x" + rows + " pixels");
    }
    int behindHeaders = FILE_HEADER + header;
    if (masked && header == INFO_HEADER) {
      behindHeaders += compression == BITFIELDS ? 12 : 16;
      require(behindHeaders);
    }
    int start = file.getInt(10) == 0 ? -1 : file.getInt(10);
    Optional<int[]> palette = Optional.empty();
    Optional<BmpPixels.Masks> masks = Optional.empty();
    switch (bits) {
      case 1, 2, 4, 8 -> {
        int entry = header == OS2_HEADER ? 3 : 4;
        palette = Optional.of(readPalette(behindHeaders, entry, start));
        behindHeaders += entry * palette.get().length;
      }
      case 16 -> masks = Optional.of(masks(masked, 0x7c00, 0x3e0, 0x1f));
      case 32 -> masks = Optional.of(masks(masked, 0xff0000, 0xff00, 0xff));
      case 24 -> {}
      default -> throw new IIOException("BMPs of " + bits + " bits a pixel are not supported");
    }
    long height = Math.abs((long) rows);
    long stride = ((long) width * bits + 31) / 32 * 4;
    // The padding of the last row may be missing.
    long length = stride * (height - 1) + ((long) width * bits + 7) / 8;
    long from = start == -1 ? behindHeaders : start & 0xffffffffL;
    if (from + length > bytes.length) {
      throw new IIOException(
          "the BMP should have "
              + (from + length)
              + " bytes but has "
              + bytes.length
              + ": it is truncated");
    }
    BmpPixels pixels =
        new BmpPixels(
            bytes, (int) from, (int) stride, width, (int) height, rows < 0, bits, palette, masks);
    return new EncodedImage(
        ImageFormat.BMP, width, (int) height, pixels.channels(), Orientation.NORMAL, pixels);
  }

  /** Reads as many colours as there is room for before the pixels, 0xRRGGBB. */
  private int[] readPalette(int at, int entry, int start) {
    int most = 1 << bits;
    int room = Math.max(0, ((start < at ? bytes.length : start) - at) / entry);
    int count = Math.min(colours <= 0 || colours > most ? most : colours, room);
    int[] palette = new int[count];
    for (int i = 0; i < count; i++) {
      int blue = at + i * entry;
      palette[i] =
          (bytes[blue + 2] & 0xff) << 16 | (bytes[blue + 1] & 0xff) << 8 | bytes[blue] & 0xff;
    }
    return palette;
  }

  private BmpPixels.Masks masks(boolean masked, int red, int green, int blue) throws IIOException {
    int at = FILE_HEADER + INFO_HEADER;
    if (!masked || (file.getInt(at) | file.getInt(at + 4) | file.getInt(at + 8)) == 0) {
      return new BmpPixels.Masks(red, green, blue, 0);
    }
    boolean hasAlpha = header >= WITH_ALPHA_MASK || compression == ALPHA_BITFIELDS;
    return new BmpPixels.Masks(
        file.getInt(at),
        file.getInt(at + 4),
        file.getInt(at + 8),
        hasAlpha ? file.getInt(at + 12) : 0);
  }
}
