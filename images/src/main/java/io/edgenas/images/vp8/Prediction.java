package io.edgenas.images.vp8;

import java.util.Arrays;

/**
 * Predicts samples from those above and left of them (RFC 6386, section 12), before any smoothing.
 */
final class Prediction {
  private Prediction() {}

  /**
   * A square of 16 luma or 8 chroma samples.
   *
   * @param hasAbove whether the macroblock is not in the first row
   * @param hasLeft whether it is not in the first column
   */
  static void square(
      byte[] plane, int at, int stride, int side, int mode, boolean hasAbove, boolean hasLeft) {
    int above = at - stride;
    switch (mode) {
      case Modes.DC ->
          fill(plane, at, stride, side, mean(plane, at, stride, side, hasAbove, hasLeft));
      case Modes.VERTICAL -> {
        for (int y = 0; y < side; y++) {
          System.arraycopy(plane, above, plane, at + y * stride, side);
        }
      }
      case Modes.HORIZONTAL -> {
        for (int y = 0; y < side; y++) {
          int row = at + y * stride;
          Arrays.fill(plane, row, row + side, plane[row - 1]);
        }
      }
      default -> trueMotion(plane, at, stride, side);
    }
  }

  private static void fill(byte[] plane, int at, int stride, int side, int sample) {
    for (int y = 0; y < side; y++) {
      int row = at + y * stride;
      Arrays.fill(plane, row, row + side, (byte) sample);
    }
  }

  private static int mean(
      byte[] plane, int at, int stride, int side, boolean hasAbove, boolean hasLeft) {
    if (!hasAbove && !hasLeft) {
      return 128;
    }
    int sum = 0;
    for (int i = 0; i < side; i++) {
      sum += hasAbove ? plane[at - stride + i] & 0xff : 0;
      sum += hasLeft ? plane[at + i * stride - 1] & 0xff : 0;
    }
    int count = hasAbove && hasLeft ? 2 * side : side;
    return (sum + count / 2) / count;
  }

  private static void trueMotion(byte[] plane, int at, int stride, int side) {
    int above = at - stride;
    int corner = plane[above - 1] & 0xff;
    for (int y = 0; y < side; y++) {
      int row = at + y * stride;
      int change = (plane[row - 1] & 0xff) - corner;
      for (int x = 0; x < side; x++) {
        plane[row + x] = Transform.clip((plane[above + x] & 0xff) + change);
      }
    }
  }

  /**
   * 4x4 luma samples.
   *
   * @param edge the 13 samples around them: 4 left from the bottom to the top, the corner, 8 above
   *     from the left to the right
   */
  static void subblock(byte[] plane, int at, int stride, int mode, int[] edge) {
    switch (mode) {
      case Modes.DC -> {
        int sum = 4;
        for (int i = 0; i < 4; i++) {
          sum += edge[i] + edge[5 + i];
        }
        fill(plane, at, stride, 4, sum >> 3);
      }
      case Modes.TRUE_MOTION -> trueMotion(plane, at, stride, 4);
      case Modes.VERTICAL -> {
        for (int i = 0; i < 16; i++) {
          plane[at + i / 4 * stride + i % 4] = (byte) mean3(edge, 5 + i % 4);
        }
      }
      case Modes.HORIZONTAL -> {
        for (int y = 0; y < 4; y++) {
          // The lowest row has no sample below it on the left: its own counts twice.
          int mean = y < 3 ? mean3(edge, 3 - y) : edge[1] + 3 * edge[0] + 2 >> 2;
          Arrays.fill(plane, at + y * stride, at + y * stride + 4, (byte) mean);
        }
      }
      default -> {
        for (int i = 0; i < 16; i++) {
          plane[at + i / 4 * stride + i % 4] = (byte) slanted(mode, i % 4, i / 4, edge);
        }
      }
    }
  }

  /** The sample at column x and row y of the modes that go along a slanted line. */
  private static int slanted(int mode, int x, int y, int[] e) {
    return switch (mode) {
      case Modes.LEFT_DOWN -> x + y < 6 ? mean3(e, 6 + x + y) : e[11] + 3 * e[12] + 2 >> 2;
      case Modes.RIGHT_DOWN -> mean3(e, 4 + x - y);
      case Modes.VERTICAL_RIGHT -> {
        int line = 2 * x - y;
        yield line < 0
            ? mean3(e, line == -1 ? 4 : 5 - y)
            : (line & 1) == 0 ? mean2(e, 4 + line / 2) : mean3(e, 4 + (line + 1) / 2);
      }
      case Modes.VERTICAL_LEFT -> {
        if (x == 3 && y > 1) {
          yield mean3(e, y == 2 ? 10 : 11);
        }
        int from = 5 + x + y / 2;
        yield (y & 1) == 0 ? mean2(e, from) : mean3(e, from + 1);
      }
      case Modes.HORIZONTAL_DOWN -> {
        int line = 2 * y - x;
        yield line < 0
            ? mean3(e, line == -1 ? 4 : 3 + x)
            : (line & 1) == 0 ? mean2(e, 3 - line / 2) : mean3(e, 4 - (line + 1) / 2);
      }
      case Modes.HORIZONTAL_UP -> {
        int line = x + 2 * y;
        if (line > 5) {
          yield e[0];
        }
        if (line == 5) {
          yield e[1] + 3 * e[0] + 2 >> 2;
        }
        yield (line & 1) == 0 ? mean2(e, 2 - line / 2) : mean3(e, 2 - line / 2);
      }
      default -> throw new IllegalArgumentException("no mode of subblocks: " + mode);
    };
  }

  private static int mean2(int[] edge, int i) {
    return edge[i] + edge[i + 1] + 1 >> 1;
  }

  private static int mean3(int[] edge, int i) {
    return edge[i - 1] + 2 * edge[i] + edge[i + 1] + 2 >> 2;
  }
}
