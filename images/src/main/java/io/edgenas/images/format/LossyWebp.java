package io.edgenas.images.format;

import io.edgenas.images.Image;
import io.edgenas.images.raster.Pixels;
import io.edgenas.images.vp8.Vp8Decoder;
import java.util.Optional;
import javax.imageio.IIOException;

/**
 * A lossy picture and, where it has any, its transparency, which is stored apart.
 *
 * @param frame the colours
 * @param alpha how opaque each pixel is
 */
record LossyWebp(Vp8Decoder frame, Optional<WebpAlpha> alpha) implements EncodedImage.Decoding {
  @Override
  public Image decode(int step) throws IIOException {
    int width = (frame.width() + step - 1) / step;
    int height = (frame.height() + step - 1) / step;
    // First, because much less of a damaged file is needed for it.
    byte[] opaque = alpha.isPresent() ? alpha.get().samples() : new byte[0];
    byte[] out = frame.rgb(step);
    for (int i = 0; alpha.isPresent() && i < width * height; i++) {
      int at = i / width * step * frame.width() + i % width * step;
      for (int c = 3 * i; c < 3 * i + 3; c++) {
        out[c] = (byte) Pixels.overWhite(out[c] & 0xff, opaque[at] & 0xff);
      }
    }
    return Image.wrap(width, height, 3, out);
  }
}
