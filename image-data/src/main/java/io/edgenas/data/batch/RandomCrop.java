package io.edgenas.data.batch;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.images.Image;
import java.util.random.RandomGenerator;

/**
 * A random piece of an image, to be stretched to the input (Szegedy et al., Going Deeper with
 * Convolutions, section 6; tries and way out as in torchvision's {@code RandomResizedCrop}).
 *
 * @param smallestArea smallest share of the image's area, above 0 to 1; 1 leaves crops out
 * @param largestArea largest share of it, {@code smallestArea} to 1
 * @param aspect largest distortion: the piece, stretched to its place, is up to this many times
 *     wider or higher than it should be; 1 to 4
 */
public record RandomCrop(double smallestArea, double largestArea, double aspect) {
  static final double SMALLEST_AREA = 0.01;
  static final double MOST_ASPECT = 4;
  static final double USUAL_ASPECT = 4.0 / 3;

  /** The whole image. */
  public static final RandomCrop NONE = new RandomCrop(1, 1, USUAL_ASPECT);

  private static final int TRIES = 10;

  public RandomCrop {
    Check.range("augmentation smallest_crop_area", smallestArea, SMALLEST_AREA, 1);
    Check.range("augmentation largest_crop_area", largestArea, SMALLEST_AREA, 1);
    Check.range("augmentation crop_aspect", aspect, 1, MOST_ASPECT);
    if (largestArea < smallestArea) {
      throw new BadInputException(
          "augmentation largest_crop_area "
              + largestArea
              + " is not allowed: at least smallest_crop_area, "
              + smallestArea);
    }
  }

  /** Whether it ever takes less than the whole image. */
  public boolean active() {
    return smallestArea < 1;
  }

  /**
   * A piece of the image as the generator decides.
   *
   * @param undistorted width over height of a piece that is not distorted
   */
  Image apply(Image image, double undistorted, RandomGenerator random) {
    double pixels = (double) image.width() * image.height();
    for (int i = 0; i < TRIES; i++) {
      double area = pixels * (smallestArea + random.nextDouble() * (largestArea - smallestArea));
      double ratio = undistorted * Math.pow(aspect, 2 * random.nextDouble() - 1);
      long width = Math.round(Math.sqrt(area * ratio));
      long height = Math.round(Math.sqrt(area / ratio));
      if (width >= 1 && width <= image.width() && height >= 1 && height <= image.height()) {
        int left = random.nextInt(image.width() - (int) width + 1);
        int top = random.nextInt(image.height() - (int) height + 1);
        return piece(image, left, top, (int) width, (int) height);
      }
    }
    return middle(image, undistorted);
  }

  /** The largest piece in the middle that is not distorted more than allowed. */
  private Image middle(Image image, double undistorted) {
    double ratio = (double) image.width() / image.height();
    double wanted = Math.max(undistorted / aspect, Math.min(undistorted * aspect, ratio));
    int width = (int) Math.min(image.width(), Math.round(image.height() * wanted));
    int height = (int) Math.min(image.height(), Math.round(image.width() / wanted));
    return piece(
        image,
        (image.width() - Math.max(1, width)) / 2,
        (image.height() - Math.max(1, height)) / 2,
        Math.max(1, width),
        Math.max(1, height));
  }

  private static Image piece(Image image, int left, int top, int width, int height) {
    int row = width * image.channels();
    byte[] from = image.toBytes();
    byte[] to = new byte[row * height];
    for (int y = 0; y < height; y++) {
      int start = ((top + y) * image.width() + left) * image.channels();
      System.arraycopy(from, start, to, y * row, row);
    }
    return Image.of(width, height, image.channels(), to);
  }
}
