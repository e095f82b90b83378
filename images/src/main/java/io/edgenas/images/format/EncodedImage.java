package io.edgenas.images.format;

import io.edgenas.images.Image;
import io.edgenas.images.raster.Orientation;
import java.io.IOException;

/**
 * An image file whose structure has been checked, with only the parts left that decide its pixels.
 *
 * @param width of the stored picture in pixels; not checked yet
 * @param height the same of its rows
 * @param channels as in {@link ImageHeader}
 * @param orientation how the stored rows lie
 */
record EncodedImage(
    ImageFormat format,
    int width,
    int height,
    int channels,
    Orientation orientation,
    Decoding decoding) {

  /** Turns checked bytes into samples. */
  interface Decoding {
    /**
     * Decodes each {@code step}-th row and column, as they are stored.
     *
     * @throws IOException saying why it is not possible; plug-ins throw RuntimeExceptions too
     */
    Image decode(int step) throws IOException;
  }
}
