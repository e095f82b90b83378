package io.edgenas.images.format;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.InputFile;
import io.edgenas.images.Image;
import io.edgenas.images.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOException;

/**
 * JPEG (grey, YCbCr, RGB, CMYK, YCCK), PNG, BMP and still WebP files to {@link Image}s. Lossless
 * formats are exact, JPEGs equal libjpeg's decoding and lossy WebPs libwebp's (see
 * docs/results/image-decoders.md).
 *
 * <p>The content decides the format, not the name. Orientation is applied, by EXIF or, where that
 * says nothing, by XMP; samples are taken as stored, colour profiles are ignored (as Pillow,
 * torchvision and OpenCV do); 16 bits become 8; transparency is composited over white. Images above
 * {@value #FULL_PIXELS} pixels are read with only each n-th column and row, n the smallest that
 * brings them below.
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
      int step = subsampling(encoded.width(), encoded.height());
      return encoded.orientation().apply(encoded.decoding().decode(step));
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
      EncodedImage encoded = scan(bytes);
      subsampling(encoded.width(), encoded.height());
      boolean transposed = encoded.orientation().transposed();
      return new ImageHeader(
          encoded.format(),
          transposed ? encoded.height() : encoded.width(),
          transposed ? encoded.width() : encoded.height(),
          encoded.channels());
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
   * @throws BadInputException if it is missing, a folder, a pipe, a device or not ours to read
   */
  public static byte[] read(Path file) {
    long size = InputFile.requireRegular(file).size();
    if (size > MAX_BYTES) {
      String reason = "it has " + size + " bytes, more than " + MAX_BYTES;
      throw new UnreadableImageException(file.toString(), reason, null);
    }
    return InputFile.bytes(file, MAX_BYTES);
  }

  private static EncodedImage scan(byte[] bytes) throws IIOException {
    return switch (ImageFormat.of(bytes)) {
      case JPEG -> JpegFile.scan(bytes);
      case PNG -> PngFile.scan(bytes);
      case BMP -> BmpFile.scan(bytes);
      case WEBP -> WebpFile.scan(bytes);
    };
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
    return ((long) length + step - 1) / step;
  }
}
