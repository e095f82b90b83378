package io.edgenas.images.format;

import io.edgenas.images.Image;
import io.edgenas.images.raster.JpegColour;
import io.edgenas.images.raster.Pixels;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * Leaves the decoding to the plug-in of the format.
 *
 * @param bytes what the plug-in is given; not copied, not to be written to
 * @param jpegColour how JPEG components become colours; empty for other formats
 */
record PluginDecoding(ImageFormat format, byte[] bytes, Optional<JpegColour> jpegColour)
    implements EncodedImage.Decoding {

  PluginDecoding(ImageFormat format, byte[] bytes) {
    this(format, bytes, Optional.empty());
  }

  @Override
  public Image decode(int step) throws IOException {
    ImageReader reader = Plugins.open(format);
    try (PictureStream stream = new PictureStream(bytes)) {
      DamageListener damage = new DamageListener();
      reader.addIIOReadWarningListener(damage);
      reader.setInput(stream, true, false);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(step, step, 0, 0);
      Image image =
          jpegColour.isPresent()
              ? Pixels.of(reader.readRaster(0, param), jpegColour.get())
              : Pixels.of(reader.read(0, param));
      damage.throwIfAny();
      return image;
    } finally {
      reader.dispose();
    }
  }
}
