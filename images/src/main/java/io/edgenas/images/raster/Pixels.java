package io.edgenas.images.raster;

import io.edgenas.images.Image;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import javax.imageio.IIOException;

/**
 * Turns what a plug-in decoded into 8-bit grey or RGB. Samples are taken as stored: no colour
 * profile, no gamma ({@code BufferedImage.getRGB} would brighten grey images). Wider samples are
 * scaled to 8 bits, transparency is composited over white.
 */
public final class Pixels {
  private static final int MAX_BITS = 16;

  private Pixels() {}

  public static Image of(Raster raster, JpegColour colour) throws IIOException {
    int width = raster.getWidth();
    int height = raster.getHeight();
    if (raster.getNumBands() != colour.components()
        || raster.getTransferType() != DataBuffer.TYPE_BYTE) {
      throw new IIOException("the JPEG's header and picture differ in their components");
    }
    byte[] out = new byte[width * height * colour.channels()];
    byte[] row = new byte[width * colour.components()];
    for (int y = 0; y < height; y++) {
      raster.getDataElements(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      colour.convert(row, width, out, y * width * colour.channels());
    }
    return Image.wrap(width, height, colour.channels(), out);
  }

  public static Image of(BufferedImage image) throws IIOException {
    return image.getColorModel() instanceof IndexColorModel palette
        ? ofPalette(image.getRaster(), palette)
        : ofBands(image.getRaster(), image.getColorModel());
  }

  private static Image ofPalette(Raster raster, IndexColorModel palette) throws IIOException {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int channels = isGrey(palette) ? 1 : 3;
    byte[] out = new byte[width * height * channels];
    int[] row = null;
    int at = 0;
    for (int y = 0; y < height; y++) {
      row = raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int index = row[x];
        if (index >= palette.getMapSize()) {
          throw new IIOException("a pixel has colour " + index + " of " + palette.getMapSize());
        }
        int alpha = palette.getAlpha(index);
        out[at++] = (byte) overWhite(palette.getRed(index), alpha);
        if (channels == 3) {
          out[at++] = (byte) overWhite(palette.getGreen(index), alpha);
          out[at++] = (byte) overWhite(palette.getBlue(index), alpha);
        }
      }
    }
    return Image.wrap(width, height, channels, out);
  }

  /** Grey pictures of 1, 2 and 4 bits arrive as palettes. */
  private static boolean isGrey(IndexColorModel palette) {
    for (int i = 0; i < palette.getMapSize(); i++) {
      if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  private static Image ofBands(Raster raster, ColorModel model) throws IIOException {
    int bands = raster.getNumBands();
    boolean transparent = model.hasAlpha();
    int channels = transparent ? bands - 1 : bands;
    if ((channels != 1 && channels != 3) || model.isAlphaPremultiplied()) {
      throw new IIOException("its pixel layout is not supported: " + model);
    }
    int[] largest = new int[bands];
    for (int b = 0; b < bands; b++) {
      int bits = raster.getSampleModel().getSampleSize(b);
      if (bits > MAX_BITS) {
        throw new IIOException("samples of " + bits + " bits are not supported, at most 16");
      }
      largest[b] = (1 << bits) - 1;
    }
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] out = new byte[width * height * channels];
    int[] row = null;
    int at = 0;
    for (int y = 0; y < height; y++) {
      row = raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int pixel = x * bands;
        int alpha = transparent ? to8Bits(row[pixel + channels], largest[channels]) : 255;
        for (int c = 0; c < channels; c++) {
          out[at++] = (byte) overWhite(to8Bits(row[pixel + c], largest[c]), alpha);
        }
      }
    }
    return Image.wrap(width, height, channels, out);
  }

  private static int to8Bits(int sample, int largest) {
    return largest == 255 ? sample : (sample * 255 + largest / 2) / largest;
  }

  /** A sample of 0 to 255 where white shines through. */
  public static int overWhite(int sample, int alpha) {
    return (sample * alpha + 255 * (255 - alpha) + 127) / 255;
  }
}
