package io.edgenas.images;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * The ImageIO plug-ins, for JPEG, PNG and lossless WebP, named here and not discovered: which one
 * decodes a file depends neither on the order of jars nor on service files, which shading may lose.
 * The JVM-wide registry is only read, for the two plug-ins of the JDK.
 */
final class Plugins {
  private static final Map<ImageFormat, ImageReaderSpi> BY_FORMAT = find();

  private Plugins() {}

  /** A new reader; the caller disposes of it. */
  static ImageReader open(ImageFormat format) throws IOException {
    return BY_FORMAT.get(format).createReaderInstance();
  }

  private static Map<ImageFormat, ImageReaderSpi> find() {
    ServiceRegistry registry =
        new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
    // TwelveMonkeys' JPEG plug-in mends the stream and leaves the decoding to the JDK's, which it
    // looks up in the registry that it is put into.
    registry.registerServiceProvider(ofJdk("jpeg.JPEGImageReaderSpi"), ImageReaderSpi.class);
    ImageReaderSpi jpeg = new JPEGImageReaderSpi();
    registry.registerServiceProvider(jpeg, ImageReaderSpi.class);
    Map<ImageFormat, ImageReaderSpi> plugins = new EnumMap<>(ImageFormat.class);
    plugins.put(ImageFormat.JPEG, jpeg);
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
