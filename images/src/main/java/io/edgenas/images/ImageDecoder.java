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
   * @throws BadInputException naming the image and why it cannot be used
   */
  public static Image decode(String name, byte[] bytes) {
    try {
      EncodedImage encoded = scan(bytes);
      return encoded.orientation().apply(decode(encoded));
    } catch (IOException | RuntimeException e) {
      // Plug-ins answer damaged pictures with every kind of RuntimeException.
      String reason = e instanceof IIOException ? e.getMessage() : "it is damaged (" + e + ")";
      throw new BadInputException(
          name
              + " cannot be read as an image: "
              + reason
              + "; give JPEG, PNG, BMP or WebP files, or remove it",
          e);
    }
  }

  private static byte[] read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new BadInputException(file + " is a folder: name an image file");
      }
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new BadInputException(
            file + " has " + size + " bytes: images of at most " + MAX_BYTES + " are read");
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

  /** Each how many columns and rows one is decoded, for a picture of this size. */
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
