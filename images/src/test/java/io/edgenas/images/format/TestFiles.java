package io.edgenas.images.format;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Image files made byte by byte, so that tests need no files of others. */
final class TestFiles {
  private TestFiles() {}

  /** {@code rgb} gives 0xRRGGBB for a column and a row. */
  static BufferedImage picture(int width, int height, IntBinaryOperator rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, rgb.applyAsInt(x, y));
      }
    }
    return image;
  }

  static BufferedImage grey(int width, int height, IntBinaryOperator sample) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, sample.applyAsInt(x, y));
      }
    }
    return image;
  }

  static byte[] jpeg(BufferedImage image) {
    return jpeg(new IIOImage(image, null, null), false);
  }

  static byte[] progressiveJpeg(BufferedImage image) {
    return jpeg(new IIOImage(image, null, null), true);
  }

  /** Components are stored as they are, without markers that say what they mean. */
  static byte[] rawJpeg(WritableRaster raster) {
    return jpeg(new IIOImage(raster, null, null), false);
  }

  private static byte[] jpeg(IIOImage image, boolean progressive) {
    ImageWriter writer = jdkJpegWriter();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.98f);
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.setOutput(out);
      writer.write(null, image, param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static ImageWriter jdkJpegWriter() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith("com.sun.")) {
        return writer;
      }
    }
    throw new IllegalStateException("the JDK's JPEG writer is missing");
  }

  /** The JPEG with a segment put right behind its first marker. */
  static byte[] withSegment(byte[] jpeg, int marker, byte[] payload) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + payload.length + 4);
    out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker);
    out.putShort((short) (payload.length + 2)).put(payload).put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }

  static byte[] adobe(int transform) {
    byte[] payload = "Adobe\0\144\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    payload[11] = (byte) transform;
    return payload;
  }

  /** The body of an EXIF block: one directory with another tag first, then the orientation. */
  static byte[] tiff(int orientation, ByteOrder order) {
    ByteBuffer tiff = ByteBuffer.allocate(38).order(order);
    tiff.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
    tiff.putShort((short) 42).putInt(8).putShort((short) 2);
    tiff.putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(6);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return tiff.array();
  }

  static byte[] exif(int orientation, ByteOrder order) {
    byte[] tiff = tiff(orientation, order);
    return ByteBuffer.allocate(6 + tiff.length)
        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
        .put(tiff)
        .array();
  }

  /**
   * A PNG.
   *
   * @param chunks whole chunks between header and picture, see {@link #chunk}
   * @param rows the rows as the format wants them, each begun by its filter byte
   */
  static byte[] png(int width, int height, int bits, int colourType, byte[] chunks, byte[] rows) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) bits)
            .put((byte) colourType)
            .array();
    Deflater deflater = new Deflater();
    deflater.setInput(rows);
    deflater.finish();
    byte[] packed = new byte[rows.length + 1024];
    int length = deflater.deflate(packed);
    deflater.end();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(chunk("IHDR", header));
    out.writeBytes(chunks);
    out.writeBytes(chunk("IDAT", Arrays.copyOf(packed, length)));
    out.writeBytes(chunk("IEND", new byte[0]));
    return out.toByteArray();
  }

  static byte[] chunk(String type, byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(StandardCharsets.US_ASCII));
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }

  /** An uncompressed BMP; a negative height means that the top row comes first. */
  static byte[] bmp(int width, int height, int bits, byte[] pixels) {
    ByteBuffer out = ByteBuffer.allocate(54 + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'B').put((byte) 'M').putInt(54 + pixels.length).putInt(0).putInt(54);
    out.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
    out.putInt(0).putInt(pixels.length).putInt(2835).putInt(2835).putInt(0).putInt(0).put(pixels);
    return out.array();
  }

  /**
   * A lossless WebP of two greens (red 250, blue 5, one alpha); {@code second} picks the larger.
   */
  static byte[] webp(int width, int height, int[] greens, int alpha, boolean[] second) {
    Bits bits = new Bits();
    bits.put(0x2f, 8).put(width - 1, 14).put(height - 1, 14).put(alpha < 255 ? 1 : 0, 1).put(0, 3);
    bits.put(0, 1).put(0, 1).put(0, 1); // no transform, no colour cache, one group of codes
    bits.put(1, 1).put(1, 1).put(1, 1).put(greens[0], 8).put(greens[1], 8);
    for (int only : new int[] {250, 5, alpha, 0}) {
      bits.put(1, 1).put(0, 1).put(1, 1).put(only, 8);
    }
    for (boolean bit : second) {
      bits.put(bit ? 1 : 0, 1);
    }
    return riff(webpChunk("VP8L", bits.bytes()));
  }

  static byte[] webpChunk(String type, byte[] data) {
    return ByteBuffer.allocate(8 + data.length + (data.length & 1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .putInt(data.length)
        .put(data)
        .array();
  }

  static byte[] riff(byte[]... chunks) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] chunk : chunks) {
      body.writeBytes(chunk);
    }
    return ByteBuffer.allocate(12 + body.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(4 + body.size())
        .put("WEBP".getBytes(StandardCharsets.US_ASCII))
        .put(body.toByteArray())
        .array();
  }

  /** Bits, lowest first. */
  private static final class Bits {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int current;
    private int used;

    Bits put(int value, int count) {
      for (int i = 0; i < count; i++) {
        current |= (value >> i & 1) << used;
        if (++used == 8) {
          bytes.write(current);
          current = 0;
          used = 0;
        }
      }
      return this;
    }

    byte[] bytes() {
      bytes.write(current);
      return bytes.toByteArray();
    }
  }
}
