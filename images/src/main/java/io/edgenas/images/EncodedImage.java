package io.edgenas.images;

import java.util.Optional;

/**
 * An image file whose structure has been checked, with only the parts left that decide its pixels.
 *
 * @param bytes what the plug-in of {@code format} is given; not copied, not to be written to
 * @param channels as in {@link ImageHeader}
 * @param orientation how the stored rows lie
 * @param jpegColour how JPEG components become colours; empty for other formats
 */
record EncodedImage(
    ImageFormat format,
    byte[] bytes,
    int channels,
    Orientation orientation,
    Optional<JpegColour> jpegColour) {

  EncodedImage(ImageFormat format, byte[] bytes, int channels, Orientation orientation) {
    this(format, bytes, channels, orientation, Optional.empty());
  }
}
