package io.edgenas.images.vp8;

import javax.imageio.IIOException;

/** Decodes one key frame of VP8, the picture of a lossy WebP. */
public final class Vp8Decoder {
  private static final int TAG = 10;
  private static final String TRUNCATED =
      "its picture data ends too early: it is truncated or damaged";

  private final byte[] bytes;
  private final int start;
  private final int length;
  private final int width;
  private final int height;

  /**
   * Looks at the frame's tag.
   *
   * @param bytes not copied, not to be written to
   * @param start of the frame
   * @param length of the frame
   * @throws IIOException if it is no key frame
   */
  public Vp8Decoder(byte[] bytes, int start, int length) throws IIOException {
    this.bytes = bytes;
    this.start = start;
    this.length = length;
    if (length < TAG) {
      throw new IIOException(TRUNCATED);
    }
    boolean keyFrame = (bytes[start] & 1) == 0;
    boolean shown = (bytes[start] & 0x10) != 0;
    boolean marked = number(start + 3, 3) == 0x2a019d;
    if (!keyFrame || !shown || !marked || (bytes[start] >> 1 & 7) > 3) {
      throw new IIOException("its picture is no key frame of VP8: it is damaged");
    }
    width = number(start + 6, 2) & 0x3fff;
    height = number(start + 8, 2) & 0x3fff;
  }

  /** The width in pixels; up to 16,383, and 0 in damaged files. */
  public int width() {
    return width;
  }

  /** The height in pixels; up to 16,383, and 0 in damaged files. */
  public int height() {
    return height;
  }

  /**
   * Decodes the frame, which needs about 1.5 bytes a pixel.
   *
   * @param step every how manyth row and column is given
   * @return RGB samples row by row, {@code ceil(width / step)} pixels a row
   * @throws IIOException if data are missing
   */
  public byte[] rgb(int step) throws IIOException {
    int columns = (width + 15) / 16;
    int rows = (height + 15) / 16;
    int first = number(start, 3) >> 5;
    // The modes of a macroblock have fixed probabilities, which come to more than one bit.
    if (first > length - TAG || 8L * first < (long) columns * rows) {
      throw new IIOException(TRUNCATED);
    }
    BoolDecoder bits = new BoolDecoder(bytes, start + TAG, first);
    FrameHeader header = FrameHeader.read(bits);
    Planes planes = new Planes(columns, rows);
    reconstruct(header, bits, partitions(header.partitions(), start + TAG + first), planes);
    byte[] out = new byte[Math.multiplyExact(3 * ceil(width, step), ceil(height, step))];
    Rgb rgb = new Rgb(planes, width, height);
    for (int row = 0; row < height; row += step) {
      rgb.row(row, step, out, row / step * 3 * ceil(width, step));
    }
    return out;
  }

  private static int ceil(int length, int step) {
    return (length + step - 1) / step;
  }

  private void reconstruct(
      FrameHeader header, BoolDecoder bits, BoolDecoder[] partitions, Planes planes)
      throws IIOException {
    Modes modes = new Modes(bits, header, planes.columns);
    Coefficients coefficients = new Coefficients(header, planes.columns);
    LoopFilter filter = new LoopFilter(header.filter(), planes);
    Reconstruction reconstruction = new Reconstruction(planes);
    Macroblock block = new Macroblock();
    for (int row = 0; row < planes.rows; row++) {
      BoolDecoder partition = partitions[row % partitions.length];
      modes.beginRow();
      coefficients.beginRow();
      for (int column = 0; column < planes.columns; column++) {
        modes.read(column, block);
        coefficients.read(partition, column, block);
        if (bits.exhausted() || !block.skipped && partition.exhausted()) {
          throw new IIOException(TRUNCATED);
        }
        filter.remember(column, row, block);
        reconstruction.add(column, row, block);
      }
    }
    filter.run();
  }

  /** The parts that hold the coefficients of each n-th row of macroblocks. */
  private BoolDecoder[] partitions(int count, int at) throws IIOException {
    BoolDecoder[] partitions = new BoolDecoder[count];
    int next = at + 3 * (count - 1);
    int end = start + length;
    if (next > end) {
      throw new IIOException(TRUNCATED);
    }
    for (int i = 0; i < count; i++) {
      int size = i == count - 1 ? end - next : Math.min(end - next, number(at + 3 * i, 3));
      partitions[i] = new BoolDecoder(bytes, next, size);
      next += size;
    }
    return partitions;
  }

  /** Unsigned, the lowest byte first. */
  private int number(int at, int size) {
    int number = 0;
    for (int i = size - 1; i >= 0; i--) {
      number = number << 8 | bytes[at + i] & 0xff;
    }
    return number;
  }
}
