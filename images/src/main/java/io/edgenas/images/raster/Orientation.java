package io.edgenas.images.raster;

import io.edgenas.images.Image;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * EXIF tag 0x0112, in XMP tiff:Orientation: how the stored rows and columns lie in the picture as
 * it was taken.
 */
public enum Orientation {
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

  /** What a tag's value means; one that means nothing is {@link #NORMAL}. */
  public static Orientation of(long value) {
    return value >= 1 && value <= 8 ? values()[(int) value - 1] : NORMAL;
  }

  /**
   * Reads the orientation from a TIFF structure, the body of an EXIF block. Empty where it has no
   * such tag or is malformed: EXIF blocks are often damaged in images that are fine.
   */
  public static Optional<Orientation> ofExif(byte[] bytes) {
    if (bytes.length < 8) {
      return Optional.empty();
    }
    ByteBuffer tiff = ByteBuffer.wrap(bytes);
    if (tiff.get(0) == 'I' && tiff.get(1) == 'I') {
      tiff.order(ByteOrder.LITTLE_ENDIAN);
    } else if (tiff.get(0) != 'M' || tiff.get(1) != 'M') {
      return Optional.empty();
    }
    int directory = tiff.getInt(4);
    if (tiff.getShort(2) != 42 || directory < 8 || directory > bytes.length - 2) {
      return Optional.empty();
    }
    int entries = Math.min(tiff.getShort(directory) & 0xffff, (bytes.length - directory - 2) / 12);
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xffff) == TAG) {
        int type = tiff.getShort(entry + 2);
        return Optional.of(
            type == SHORT
                ? of(tiff.getShort(entry + 8))
                : type == LONG ? of(tiff.getInt(entry + 8)) : NORMAL);
      }
    }
    return Optional.empty();
  }

  /** Whether rows become columns. */
  public boolean transposed() {
    return transposed;
  }

  /** The picture upright. */
  public Image apply(Image stored) {
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
