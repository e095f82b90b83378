package io.edgenas.images.format;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The ImageIO plug-ins, the JDK's for JPEG and PNG and one for lossless WebP, named here and not
 * discovered: which one decodes a file depends neither on the order of jars nor on service files,
 * which shading may lose. The JVM-wide registry is only read, for the two plug-ins of the JDK.
 */
final class Plugins {
  private static final Map<ImageFormat, ImageReaderSpi> BY_FORMAT = find();

  private Plugins() {}

  /** A new reader; the caller disposes of it. */
  static ImageReader open(ImageFormat format) throws IOException {
    return BY_FORMAT.get(format).createReaderInstance();
  }

  private static Map<ImageFormat, ImageReaderSpi> find() {
    Map<ImageFormat, ImageReaderSpi> plugins = new EnumMap<>(ImageFormat.class);
    plugins.put(ImageFormat.JPEG, ofJdk("jpeg.JPEGImageReaderSpi"));
    plugins.put(ImageFormat.PNG, ofJdk("png.PNGImageReaderSpi"));
    plugins.put(ImageFormat.WEBP, new WebPImageReaderSpi());
    return plugins;
  }

  private static ImageReaderSpi ofJdk(String name) {
    Iterator<ImageReaderSpi> all =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    while (all.hasNext()) {
      ImageReaderSpi plugin = all.next();
      if (plugin.getClass().getName().equals("com.sun.imageio.plugins." + name)) {
        return plugin;
      }
    }
    throw new IllegalStateException("this Java runtime has no ImageIO plug-in " + name);
  }
}
