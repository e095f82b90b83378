package io.edgenas.images.format;

/**
 * What a file says about its picture, read before anything is decoded.
 *
 * @param format by its content
 * @param width of the upright picture in pixels, before any subsampling
 * @param height the same of its rows
 * @param channels 1 (grey) or 3 (RGB); where only the picture can tell (palettes, WebP) 3
 */
public record ImageHeader(ImageFormat format, int width, int height, int channels) {
  /** The shorter side in pixels. */
  public int shorterSide() {
    return Math.min(width, height);
  }
}
