package io.edgenas.cli;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Files of every kind that cameras and people make, from one picture. */
final class PhotoFile {
  /** Index of the byte in {@link #turnedJpeg} that holds the orientation. */
  static final int ORIENTATION_AT = 31;

  private static final float QUALITY = 0.9f;

  private PhotoFile() {}

  /** The picture of a data set as an upright photo: enlarged, in the colours of {@code type}. */
  static BufferedImage photo(io.edgenas.images.Image picture, int width, int height, int type) {
    BufferedImage small =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        small.setRGB(x, y, picture.sample(x, y, 0) * 0x010101);
      }
    }
    BufferedImage photo = new BufferedImage(width, height, type);
    Graphics2D graphics = photo.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    int side = Math.min(width, height);
    graphics.drawImage(small, (width - side) / 2, (height - side) / 2, side, side, null);
    graphics.dispose();
    return photo;
  }

  static byte[] of(BufferedImage photo, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(photo, format, out)) {
      throw new IOException("no writer for " + format);
    }
    return out.toByteArray();
  }

  static byte[] jpeg(BufferedImage photo) throws IOException {
    return jpeg(new IIOImage(photo, null, null), QUALITY);
  }

  private static byte[] jpeg(IIOImage image, float quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, image, param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Four inks, stored as 255 minus the ink, without a marker of Adobe's. */
  static byte[] cmykJpeg(BufferedImage photo) throws IOException {
    int width = photo.getWidth();
    WritableRaster inks =
        Raster.createInterleavedRaster(
            java.awt.image.DataBuffer.TYPE_BYTE, width, photo.getHeight(), 4, null);
    for (int y = 0; y < photo.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        int rgb = photo.getRGB(x, y);
        int light = Math.max(rgb >> 16 & 0xff, Math.max(rgb >> 8 & 0xff, rgb & 0xff));
        inks.setPixel(x, y, new int[] {255, 255, 255, light});
      }
    }
    return jpeg(new IIOImage(inks, null, null), QUALITY);
  }

  /** A JPEG whose rows lie as EXIF's {@code orientation} (1 to 8) says; upright it is the photo. */
  static byte[] turnedJpeg(BufferedImage photo, int orientation) throws IOException {
    byte[] jpeg = jpeg(new IIOImage(stored(photo, orientation), null, null), 1);
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.putShort((short) 0xffe1).putShort((short) 34);
    exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
    exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation);
    return ByteBuffer.allocate(jpeg.length + exif.capacity())
        .put(jpeg, 0, 2)
        .put(exif.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** TIFF 6.0, tag Orientation: where row 0 and column 0 of what is stored lie in the picture. */
  private static BufferedImage stored(BufferedImage photo, int orientation) {
    int width = photo.getWidth();
    int height = photo.getHeight();
    boolean sideways = orientation > 4;
    BufferedImage stored =
        new BufferedImage(sideways ? height : width, sideways ? width : height, photo.getType());
    for (int row = 0; row < stored.getHeight(); row++) {
      for (int column = 0; column < stored.getWidth(); column++) {
        int right = width - 1;
        int bottom = height - 1;
        int rgb =
            switch (orientation) {
              case 2 -> photo.getRGB(right - column, row);
              case 3 -> photo.getRGB(right - column, bottom - row);
              case 4 -> photo.getRGB(column, bottom - row);
              case 5 -> photo.getRGB(row, column);
              case 6 -> photo.getRGB(right - row, column);
              case 7 -> photo.getRGB(right - row, bottom - column);
              case 8 -> photo.getRGB(row, bottom - column);
              default -> photo.getRGB(column, row);
            };
        stored.setRGB(column, row, rgb);
      }
    }
    return stored;
  }
}
