package io.edgenas.network;

/**
 * An architecture names one network of a space: an immutable, canonical value. Equal architectures
 * give equal networks, and choices that change nothing do not exist in it. What it consists of is
 * for its family to know.
 */
public interface Arch {
  /** The side of the square input image in pixels. */
  int resolution();

  /** Returns the same choices at another resolution. */
  Arch withResolution(int resolution);

  /**
   * Returns the canonical text, the key in every file and command: {@code r}, the resolution, a
   * slash, then the family's own part, without blanks or commas.
   */
  @Override
  String toString();
}
