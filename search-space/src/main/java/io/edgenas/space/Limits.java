package io.edgenas.space;

import java.util.List;

/** Bounds on what a space may ask for, so that a stranger's file cannot ask for the machine. */
public final class Limits {
  public static final int MAX_WIDTH = 4_096;
  public static final int MAX_STAGES = 16;
  public static final int MAX_DEPTH = 16;
  public static final int MAX_EXPAND = 16;
  public static final int MIN_RESOLUTION = 8;
  public static final int MAX_RESOLUTION = 1_024;
  public static final int MAX_RESOLUTIONS = 64;
  static final int MAX_CLASSES = 100_000;
  public static final int MAX_CHOICES = 16;

  /** Most parameters of one network: 256 MiB of weights. */
  public static final long MAX_PARAMETERS = 1L << 26;

  /** Most multiplications of one network for an image: seconds on one core. */
  public static final long MAX_MACS = 1L << 36;

  /** Most values of one feature map of an image: 256 MiB. */
  public static final long MAX_MAP_VALUES = 1L << 26;

  public static final List<Integer> KERNELS = List.of(1, 3, 5, 7, 9, 11);

  private Limits() {}
}
