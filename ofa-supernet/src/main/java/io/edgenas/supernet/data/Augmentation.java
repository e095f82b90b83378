package io.edgenas.supernet.data;

import io.edgenas.images.Image;
import io.edgenas.input.Check;
import io.edgenas.input.Document;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Random changes to training images, made on 8-bit samples before the one preprocessing.
 *
 * @param flip mirror left and right with probability 1/2
 * @param shift largest shift in each direction, as a share of the side, 0 to 0.5; what comes in is
 *     black (the padded random crop of He et al., Deep Residual Learning, section 4.2)
 * @param smallestCropArea smallest share of the area that a random crop keeps, above 0 to 1; 1
 *     leaves crops out (Szegedy et al., Going Deeper with Convolutions, section 6; aspect ratio 3/4
 *     to 4/3)
 */
public record Augmentation(boolean flip, double shift, double smallestCropArea) {
  /** Leaves images as they are. */
  public static final Augmentation NONE = new Augmentation(false, 0, 1);

  private static final double SMALLEST_AREA = 0.01;

  public Augmentation {
    Check.range("augmentation shift", shift, 0, 0.5);
    Check.range("augmentation smallest_crop_area", smallestCropArea, SMALLEST_AREA, 1);
  }

  /** Reads what {@link #toJson} wrote; missing keys leave their change out. */
  public static Augmentation read(Document document) {
    document.allowKeys("flip", "shift", "smallest_crop_area");
    return new Augmentation(
        document.optional("flip").map(Document::bool).orElse(false),
        document.optional("shift").map(value -> value.number(0, 0.5)).orElse(0.0),
        document
            .optional("smallest_crop_area")
            .map(value -> value.number(SMALLEST_AREA, 1))
            .orElse(1.0));
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flip", flip);
    json.put("shift", shift);
    json.put("smallest_crop_area", smallestCropArea);
    return json;
  }

  /** The image changed as the generator decides. */
  public Image apply(Image image, RandomGenerator random) {
    Image changed = image;
    if (smallestCropArea < 1) {
      changed = crop(changed, random);
    }
    boolean mirror = flip && random.nextBoolean();
    int dx = shift == 0 ? 0 : offset(changed.width(), random);
    int dy = shift == 0 ? 0 : offset(changed.height(), random);
    return mirror || dx != 0 || dy != 0 ? move(changed, mirror, dx, dy) : changed;
  }

  private int offset(int side, RandomGenerator random) {
    int largest = (int) Math.round(shift * side);
    return random.nextInt(-largest, largest + 1);
  }

  private Image crop(Image image, RandomGenerator random) {
    double area =
        (smallestCropArea + random.nextDouble() * (1 - smallestCropArea))
            * image.width()
            * image.height();
    double aspect = Math.exp((2 * random.nextDouble() - 1) * Math.log(4.0 / 3));
    int width = side(Math.sqrt(area * aspect), image.width());
    int height = side(Math.sqrt(area / aspect), image.height());
    int left = random.nextInt(image.width() - width + 1);
    int top = random.nextInt(image.height() - height + 1);
    int row = width * image.channels();
    byte[] from = image.toBytes();
    byte[] to = new byte[row * height];
    for (int y = 0; y < height; y++) {
      int start = ((top + y) * image.width() + left) * image.channels();
      System.arraycopy(from, start, to, y * row, row);
    }
    return Image.of(width, height, image.channels(), to);
  }

  private static int side(double wanted, int available) {
    return Math.max(1, Math.min(available, (int) Math.round(wanted)));
  }

  /** Column x of the result is column x - dx of the image (mirrored first), or black. */
  private static Image move(Image image, boolean mirror, int dx, int dy) {
    int width = image.width();
    int channels = image.channels();
    byte[] from = image.toBytes();
    byte[] to = new byte[from.length];
    for (int y = Math.max(0, dy); y < Math.min(image.height(), image.height() + dy); y++) {
      for (int x = Math.max(0, dx); x < Math.min(width, width + dx); x++) {
        int column = mirror ? width - 1 - (x - dx) : x - dx;
        int source = ((y - dy) * width + column) * channels;
        int target = (y * width + x) * channels;
        for (int c = 0; c < channels; c++) {
          to[target + c] = from[source + c];
        }
      }
    }
    return Image.of(width, image.height(), channels, to);
  }
}
