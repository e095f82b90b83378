package io.edgenas.data.batch;

import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.images.Fit;
import io.edgenas.images.Image;
import io.edgenas.images.InputContract;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Random changes to training images, made on 8-bit samples before the one preprocessing: a piece of
 * the image, light and colours, mirroring and shifting, in this order.
 *
 * @param flip mirror left and right with probability 1/2
 * @param shift largest shift in each direction, as a share of the side, 0 to 0.5; what comes in is
 *     black (the padded random crop of He et al., Deep Residual Learning, section 4.2)
 * @param crop a random piece of the image
 * @param colours random light and colours
 */
public record Augmentation(boolean flip, double shift, RandomCrop crop, ColourJitter colours) {
  /** Leaves images as they are. */
  public static final Augmentation NONE =
      new Augmentation(false, 0, RandomCrop.NONE, ColourJitter.NONE);

  public Augmentation {
    Check.range("augmentation shift", shift, 0, 0.5);
  }

  /** Reads what {@link #toJson} wrote; missing keys leave their change out. */
  public static Augmentation read(Document document) {
    document.allowKeys(
        "flip",
        "shift",
        "smallest_crop_area",
        "largest_crop_area",
        "crop_aspect",
        "brightness",
        "contrast",
        "saturation");
    return document.make(
        () ->
            new Augmentation(
                document.optional("flip").map(Document::bool).orElse(false),
                number(document, "shift", 0, 0.5, 0),
                new RandomCrop(
                    number(document, "smallest_crop_area", RandomCrop.SMALLEST_AREA, 1, 1),
                    number(document, "largest_crop_area", RandomCrop.SMALLEST_AREA, 1, 1),
                    number(
                        document,
                        "crop_aspect",
                        1,
                        RandomCrop.MOST_ASPECT,
                        RandomCrop.USUAL_ASPECT)),
                new ColourJitter(
                    number(document, "brightness", 0, 1, 0),
                    number(document, "contrast", 0, 1, 0),
                    number(document, "saturation", 0, 1, 0))));
  }

  private static double number(
      Document document, String key, double min, double max, double otherwise) {
    return document.optional(key).map(value -> value.number(min, max)).orElse(otherwise);
  }

  /**
   * Returns this as a JSON object; what later versions added only where it is used, so that hashes
   * stay.
   */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flip", flip);
    json.put("shift", shift);
    json.put("smallest_crop_area", crop.smallestArea());
    put(json, "largest_crop_area", crop.largestArea(), RandomCrop.NONE.largestArea());
    put(json, "crop_aspect", crop.aspect(), RandomCrop.NONE.aspect());
    put(json, "brightness", colours.brightness(), 0);
    put(json, "contrast", colours.contrast(), 0);
    put(json, "saturation", colours.saturation(), 0);
    return json;
  }

  private static void put(Map<String, Object> json, String key, double value, double otherwise) {
    if (value != otherwise) {
      json.put(key, value);
    }
  }

  /**
   * How changed images become the input: as the others do, but that a random piece is stretched to
   * a square that an image would be cropped to.
   */
  InputContract contract(InputContract contract) {
    return crop.active() && contract.fit() == Fit.CROP ? contract.withFit(Fit.STRETCH) : contract;
  }

  /**
   * The image changed as the generator decides.
   *
   * @param fit how unchanged images are brought to the square input
   */
  public Image apply(Image image, Fit fit, RandomGenerator random) {
    Image changed = image;
    if (crop.active()) {
      double undistorted = fit == Fit.CROP ? 1 : (double) image.width() / image.height();
      changed = crop.apply(changed, undistorted, random);
    }
    if (colours.active()) {
      changed = colours.apply(changed, random);
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
