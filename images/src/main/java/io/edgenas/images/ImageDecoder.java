package io.edgenas.images;

import io.edgenas.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * JPEG (grey, YCbCr, RGB, CMYK, YCCK), PNG, BMP and still WebP files to {@link Image}s. Lossless
 * formats are exact and JPEGs equal libjpeg's decoding; of lossy WebPs the plug-in renders colour
 * differences a few levels off (see docs/preprocessing.md).
 *
 * <p>The content decides the format, not the name. Orientation is applied; samples are taken as
 * stored, colour profiles are ignored (as Pillow, torchvision and OpenCV do); 16 bits become 8;
 * transparency is composited over white. Images above {@value #FULL_PIXELS} pixels are read with
 * only each n-th column and row, n the smallest that brings them below.
 *
 * <p>Files from strangers are safe to give: the structure is checked before a plug-in sees it, what
 * is not needed for the pixels is cut out, sizes are bounded. A file that is damaged, cut off or no
 * image at all ends in a {@link BadInputException} naming it and the reason; half a picture is
 * never returned.
 */
public final class ImageDecoder {
  /** Largest file read, in bytes. */
  public static final int MAX_BYTES = 256 << 20;

  /** Largest picture, in pixels. */
  public static final int MAX_PIXELS = 100_000_000;

  /** Largest width or height, in pixels. */
  public static final int MAX_SIDE = 65_535;

  /** Larger pictures are subsampled. */
  public static final int FULL_PIXELS = 25_000_000;

  private ImageDecoder() {}

  /**
   * Reads and decodes a file.
   *
   * @return grey (1 channel) or RGB (3 channels), as the file is; see {@link Image#withChannels}
   * @throws BadInputException naming the file and why it cannot be used
   */
  public static Image decode(Path file) {
    return decode(file.toString(), read(file));
  }

  /**
   * Decodes bytes already read, such as those whose hash decided the split.
   *
   * @param name what messages call the image
   * @throws UnreadableImageException naming the image and why it cannot be used
   */
  public static Image decode(String name, byte[] bytes) {
    try {
      EncodedImage encoded = scan(bytes);
      return encoded.orientation().apply(decode(encoded));
    } catch (IOException | RuntimeException e) {
      throw unreadable(name, e);
    }
  }

  /**
   * Format and size of an image without decoding it. That it can be decoded is not sure yet.
   *
   * @param name what messages call the image
   * @param bytes the whole file
   * @throws UnreadableImageException naming the image and why it cannot be used, also if it has too
   *     many pixels
   */
  public static ImageHeader header(String name, byte[] bytes) {
    try {
      return header(scan(bytes));
    } catch (IOException | RuntimeException e) {
      throw unreadable(name, e);
    }
  }

  private static UnreadableImageException unreadable(String name, Exception e) {
    // Plug-ins answer damaged pictures with every kind of RuntimeException.
    String reason = e instanceof IIOException ? e.getMessage() : "it is damaged (" + e + ")";
    return new UnreadableImageException(name, reason, e);
  }

  /**
   * The bytes of a file that may be an image.
   *
   * @throws UnreadableImageException if it has more than {@link #MAX_BYTES}
   * @throws BadInputException if it is missing, a folder or not ours to read
   */
  public static byte[] read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new BadInputException(file + " is a folder: name an image file");
      }
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        String reason = "it has " + size + " bytes, more than " + MAX_BYTES;
        throw new UnreadableImageException(file.toString(), reason, null);
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + " does not exist: check the path", e);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static EncodedImage scan(byte[] bytes) throws IIOException {
    return switch (ImageFormat.of(bytes)) {
      case JPEG -> JpegFile.scan(bytes);
      case PNG -> PngFile.scan(bytes);
      case BMP -> BmpFile.scan(bytes);
      case WEBP -> WebpFile.scan(bytes);
    };
  }

  private static ImageHeader header(EncodedImage encoded) throws IOException {
    ImageReader reader = Plugins.open(encoded.format());
    try (PictureStream stream = new PictureStream(encoded.bytes())) {
      reader.setInput(stream, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      subsampling(width, height);
      boolean transposed = encoded.orientation().transposed();
      return new ImageHeader(
          encoded.format(),
          transposed ? height : width,
          transposed ? width : height,
          encoded.channels());
    } finally {
      reader.dispose();
    }
  }

  private static Image decode(EncodedImage encoded) throws IOException {
    ImageReader reader = Plugins.open(encoded.format());
    try (PictureStream stream = new PictureStream(encoded.bytes())) {
      DamageListener damage = new DamageListener();
      reader.addIIOReadWarningListener(damage);
      reader.setInput(stream, true, false);
      ImageReadParam param = reader.getDefaultReadParam();
      int step = subsampling(reader.getWidth(0), reader.getHeight(0));
      param.setSourceSubsampling(step, step, 0, 0);
      Optional<JpegColour> colour = encoded.jpegColour();
      Image image =
          colour.isPresent()
              ? Pixels.of(reader.readRaster(0, param), colour.get())
              : Pixels.of(reader.read(0, param));
      damage.throwIfAny();
      return image;
    } finally {
      reader.dispose();
    }
  }

  /**
   * Each how many columns and rows one is decoded, for a picture of this size.
   *
   * @throws IIOException if it has no pixels or too many
   */
  static int subsampling(int width, int height) throws IIOException {
    if (width < 1 || height < 1) {
      throw new IIOException("it says that it is " + width + "x" + height + " pixels");
    }
    if ((long) width * height > MAX_PIXELS || width > MAX_SIDE || height > MAX_SIDE) {
      throw new IIOException(
          "it is "
              + width
              + "x"
              + height
              + " pixels, more than "
              + MAX_PIXELS / 1_000_000
              + " megapixels or "
              + MAX_SIDE
              + " a side: make it smaller");
    }
    int step = 1;
    while (ceil(width, step) * ceil(height, step) > FULL_PIXELS) {
      step++;
    }
    return step;
  }

  private static long ceil(int length, int step) {
    return (length + step - 1) / step;
  }
}
