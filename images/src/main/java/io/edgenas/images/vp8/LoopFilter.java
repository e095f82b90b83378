package io.edgenas.images.vp8;

/**
 * Smooths the edges of macroblocks and of blocks in them, over a whole reconstructed frame (RFC
 * 6386, section 15).
 */
final class LoopFilter {
  /**
   * What the frame header says.
   *
   * @param on whether anything is smoothed
   * @param simple luma only, and less of it
   * @param levels of the four segments
   * @param keyFrameDelta added to a level
   * @param splitDelta added too where blocks have modes of their own
   */
  record Settings(
      boolean on, boolean simple, int sharpness, int[] levels, int keyFrameDelta, int splitDelta) {}

  private static final int MAX_LEVEL = 63;

  private final Settings settings;
  private final Planes planes;

  /** The level of each macroblock, and whether edges inside of it are smoothed too. */
  private final byte[] levels;

  private final boolean[] inner;

  LoopFilter(Settings settings, Planes planes) {
    this.settings = settings;
    this.planes = planes;
    levels = new byte[planes.columns * planes.rows];
    inner = new boolean[levels.length];
  }

  void remember(int column, int row, Macroblock block) {
    int level = settings.levels()[block.segment] + settings.keyFrameDelta();
    level += block.split ? settings.splitDelta() : 0;
    int at = row * planes.columns + column;
    levels[at] = (byte) Math.max(0, Math.min(MAX_LEVEL, level));
    inner[at] = block.split || block.anyCoded();
  }

  void run() {
    for (int row = 0; settings.on() && row < planes.rows; row++) {
      for (int column = 0; column < planes.columns; column++) {
        int at = row * planes.columns + column;
        if (levels[at] > 0) {
          smooth(column, row, levels[at], inner[at]);
        }
      }
    }
  }

  private void smooth(int column, int row, int level, boolean inside) {
    int sharpness = settings.sharpness();
    int interior = level >> (sharpness > 4 ? 2 : sharpness > 0 ? 1 : 0);
    interior = Math.max(1, sharpness > 0 ? Math.min(interior, 9 - sharpness) : interior);
    int edge = 2 * level + interior;
    Edge outer = new Edge(2 * (edge + 4) + 1, interior, hev(level), true);
    Edge within = new Edge(2 * edge + 1, interior, hev(level), false);
    int y = planes.luma(column, row);
    int c = planes.chroma(column, row);
    smoothAcross(y, c, true, column > 0 ? 0 : 4, inside ? 16 : 4, outer, within);
    smoothAcross(y, c, false, row > 0 ? 0 : 4, inside ? 16 : 4, outer, within);
  }

  /** How steep an edge has to be for less smoothing. */
  private static int hev(int level) {
    return level >= 40 ? 2 : level >= 15 ? 1 : 0;
  }

  /** The edges of one direction, every fourth sample {@code from} the first {@code to} the last. */
  private void smoothAcross(
      int y, int c, boolean upright, int from, int to, Edge outer, Edge within) {
    int across = upright ? 1 : planes.lumaStride;
    int along = upright ? planes.lumaStride : 1;
    int acrossChroma = upright ? 1 : planes.chromaStride;
    int alongChroma = upright ? planes.chromaStride : 1;
    for (int i = from; i < to; i += 4) {
      Edge edge = i == 0 ? outer : within;
      if (settings.simple()) {
        edge.simple(planes.y, y + i * across, along, across);
        continue;
      }
      edge.normal(planes.y, y + i * across, along, across, 16);
      if (i % 8 == 0) {
        edge.normal(planes.u, c + i / 2 * acrossChroma, alongChroma, acrossChroma, 8);
        edge.normal(planes.v, c + i / 2 * acrossChroma, alongChroma, acrossChroma, 8);
      }
    }
  }

  /**
   * How one edge is smoothed.
   *
   * @param limit difference across the edge up to which it is taken for an artefact
   * @param interior the same of neighbours on either side
   * @param hev difference of neighbours above which only two samples are changed
   * @param macroblock whether it is the edge of a macroblock: three samples on either side change
   */
  private record Edge(int limit, int interior, int hev, boolean macroblock) {
    void simple(byte[] plane, int at, int along, int across) {
      for (int i = 0; i < 16; i++) {
        int q = at + i * along;
        if (isArtefact(plane, q, across)) {
          changeTwo(plane, q, across);
        }
      }
    }

    void normal(byte[] plane, int at, int along, int across, int length) {
      for (int i = 0; i < length; i++) {
        int q = at + i * along;
        if (!isArtefact(plane, q, across) || !isSmooth(plane, q, across)) {
          continue;
        }
        if (difference(plane, q - 2 * across, q - across) > hev
            || difference(plane, q + across, q) > hev) {
          changeTwo(plane, q, across);
        } else if (macroblock) {
          changeSix(plane, q, across);
        } else {
          changeFour(plane, q, across);
        }
      }
    }

    private boolean isArtefact(byte[] plane, int q, int s) {
      return 4 * difference(plane, q - s, q) + difference(plane, q - 2 * s, q + s) <= limit;
    }

    private boolean isSmooth(byte[] plane, int q, int s) {
      return difference(plane, q - 4 * s, q - 3 * s) <= interior
          && difference(plane, q - 3 * s, q - 2 * s) <= interior
          && difference(plane, q - 2 * s, q - s) <= interior
          && difference(plane, q + 3 * s, q + 2 * s) <= interior
          && difference(plane, q + 2 * s, q + s) <= interior
          && difference(plane, q + s, q) <= interior;
    }

    private static int difference(byte[] plane, int a, int b) {
      return Math.abs((plane[a] & 0xff) - (plane[b] & 0xff));
    }

    private static void changeTwo(byte[] plane, int q, int s) {
      int outer = signed((plane[q - 2 * s] & 0xff) - (plane[q + s] & 0xff));
      int a = 3 * ((plane[q] & 0xff) - (plane[q - s] & 0xff)) + outer;
      change(plane, q - s, eighth(a + 3));
      change(plane, q, -eighth(a + 4));
    }

    private static void changeFour(byte[] plane, int q, int s) {
      int a = 3 * ((plane[q] & 0xff) - (plane[q - s] & 0xff));
      int down = eighth(a + 4);
      change(plane, q - s, eighth(a + 3));
      change(plane, q, -down);
      int less = down + 1 >> 1;
      change(plane, q - 2 * s, less);
      change(plane, q + s, -less);
    }

    private static void changeSix(byte[] plane, int q, int s) {
      int outer = signed((plane[q - 2 * s] & 0xff) - (plane[q + s] & 0xff));
      int a = signed(3 * ((plane[q] & 0xff) - (plane[q - s] & 0xff)) + outer);
      for (int i = 0; i < 3; i++) {
        int part = (27 - 9 * i) * a + 63 >> 7;
        change(plane, q - (i + 1) * s, part);
        change(plane, q + i * s, -part);
      }
    }

    private static void change(byte[] plane, int at, int by) {
      plane[at] = Transform.clip((plane[at] & 0xff) + by);
    }

    private static int signed(int value) {
      return Math.max(-128, Math.min(127, value));
    }

    private static int eighth(int value) {
      return Math.max(-16, Math.min(15, value >> 3));
    }
  }
}
