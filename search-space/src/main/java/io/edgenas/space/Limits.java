package io.edgenas.space;

import java.util.List;

/** Bounds on what a space may ask for, so that a stranger's file cannot ask for the machine. */
final class Limits {
  static final int MAX_WIDTH = 4_096;
  static final int MAX_STAGES = 16;
  static final int MAX_DEPTH = 16;
  static final int MAX_EXPAND = 16;
  static final int MIN_RESOLUTION = 8;
  static final int MAX_RESOLUTION = 1_024;
  static final int MAX_RESOLUTIONS = 64;
  static final int MAX_CLASSES = 100_000;
  static final int MAX_CHOICES = 16;
  static final List<Integer> KERNELS = List.of(1, 3, 5, 7, 9, 11);

  private Limits() {}
}
