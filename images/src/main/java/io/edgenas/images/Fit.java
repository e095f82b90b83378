package io.edgenas.images;

/** How an image that is not square becomes a square of the network's input size. */
public enum Fit {
  /**
   * The largest centred square, resized. Of {@code d} surplus pixels {@code floor(d/2)} are left
   * out at the left or top.
   */
  CROP,
  /**
   * The whole image, resized so that its long side fills the square (the short side is rounded,
   * half up, at least 1), centred with {@code floor} at the left or top; the border is 0 after
   * normalisation, the mean colour.
   */
  PAD,
  /** The whole image, resized without keeping its proportions. */
  STRETCH
}
