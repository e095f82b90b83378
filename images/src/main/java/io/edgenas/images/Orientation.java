package io.edgenas.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** EXIF tag 0x0112: how the stored rows and columns lie in the picture as it was taken. */
enum Orientation {
  /** Rows from the top, columns from the left. */
  NORMAL(false, false, false),
  MIRRORED(false, true, false),
  ROTATED_180(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  /** To be turned 90 degrees clockwise. */
  ROTATED_90(true, true, false),
  TRANSVERSED(true, true, true),
  /** To be turned 90 degrees counter-clockwise. */
  ROTATED_270(true, false, true);

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private final boolean transposed;
  private final boolean rightToLeft;
  private final boolean bottomToTop;

  /** Transposing comes first; the mirroring is of the upright picture's columns and rows. */
  Orientation(boolean transposed, boolean rightToLeft, boolean bottomToTop) {
    this.transposed = transposed;
    this.rightToLeft = rightToLeft;
    this.bottomToTop = bottomToTop;
  }

  /**
   * Reads the orientation from a TIFF structure, the body of an EXIF block. Anything malformed
   * means {@link #NORMAL}: EXIF blocks are often damaged in images that are fine.
   *
   * @param length bytes from {@code offset} that belong to the block
   */
  static Orientation ofExif(byte[] bytes, int offset, int length) {
    if (length < 8) {
      return NORMAL;
    }
    ByteBuffer tiff = ByteBuffer.wrap(bytes, offset, length).slice();
    if (tiff.get(0) == 'I' && tiff.get(1) == 'I') {
      tiff.order(ByteOrder.LITTLE_ENDIAN);
    } else if (tiff.get(0) != 'M' || tiff.get(1) != 'M') {
      return NORMAL;
    }
    int directory = tiff.getInt(4);
    if (tiff.getShort(2) != 42 || directory < 8 || directory > length - 2) {
      return NORMAL;
    }
    int entries = Math.min(tiff.getShort(directory) & 0xffff, (length - directory - 2) / 12);
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xffff) == TAG) {
        int type = tiff.getShort(entry + 2);
        int value =
            type == SHORT ? tiff.getShort(entry + 8) : type == LONG ? tiff.getInt(entry + 8) : 1;
        return value >= 1 && value <= 8 ? values()[value - 1] : NORMAL;
      }
    }
    return NORMAL;
  }

  /** Whether rows become columns. */
  boolean transposed() {
    return transposed;
  }

  /** The picture upright. */
  Image apply(Image stored) {
    if (this == NORMAL) {
      return stored;
    }
    int width = transposed ? stored.height() : stored.width();
    int height = transposed ? stored.width() : stored.height();
    int channels = stored.channels();
    byte[] from = stored.samples();
    byte[] to = new byte[from.length];
    for (int y = 0; y < height; y++) {
      int v = bottomToTop ? height - 1 - y : y;
      for (int x = 0; x < width; x++) {
        int u = rightToLeft ? width - 1 - x : x;
        int pixel = transposed ? u * stored.width() + v : v * stored.width() + u;
        for (int c = 0; c < channels; c++) {
          to[(y * width + x) * channels + c] = from[pixel * channels + c];
        }
      }
    }
    return Image.wrap(width, height, channels, to);
  }
}
