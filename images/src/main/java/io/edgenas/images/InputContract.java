package io.edgenas.images;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a network expects at its input, so that an app can prepare images exactly as training did.
 *
 * <p>The tensor is float32 {@code [batch, channels, size, size]} ({@value #LAYOUT}), colour order
 * RGB. Steps, in this order: samples as stored in the file (orientation applied, transparency over
 * white, colour profiles ignored), channels as wanted (grey repeated, or colour to luma), {@link
 * #fit} with {@link #INTERPOLATION} in floating point without rounding in between, then per channel
 * {@code (sample * scale - mean) / std}. {@code docs/preprocessing.md} has the formulas.
 *
 * @param channels 1 (grey) or 3 (RGB)
 * @param size side of the square, in pixels
 * @param fit what happens to images that are not square
 * @param scale factor that takes 8-bit samples to the unit of mean and std, usually 1/255
 * @param mean per channel
 * @param std per channel, above 0
 */
public record InputContract(
    int channels, int size, Fit fit, double scale, List<Double> mean, List<Double> std) {

  /** Memory order of the tensor. */
  public static final String LAYOUT = "NCHW";

  /** Element type of the tensor. */
  public static final String TYPE = "float32";

  /**
   * The only resampling rule, see {@link Resampler}: separable triangle filter, widened by the
   * scale when shrinking, pixel centres at half-integers. Pillow's {@code BILINEAR} and PyTorch's
   * {@code interpolate(mode="bilinear", align_corners=False, antialias=True)} without rounding to 8
   * bits.
   */
  public static final String INTERPOLATION = "bilinear-antialias-half-pixel";

  /** Largest side in pixels. */
  public static final int MAX_SIZE = 4096;

  /** Takes 0..255 to 0..1. */
  public static final double SCALE_TO_ONE = 1.0 / 255;

  private static final List<Integer> CHANNELS = List.of(1, 3);
  private static final double LARGEST = 1e6;
  private static final double SMALLEST = 1e-9;

  /**
   * @throws BadInputException if a value is out of range or the lists do not have one value for
   *     each channel
   */
  public InputContract {
    Check.oneOf("channels", channels, CHANNELS);
    Check.range("size", size, 1, MAX_SIZE);
    if (fit == null) {
      throw new NullPointerException("fit");
    }
    Check.range("scale", scale, SMALLEST, LARGEST);
    mean = perChannel("mean", mean, channels, -LARGEST);
    std = perChannel("std", std, channels, SMALLEST);
  }

  private static List<Double> perChannel(
      String name, List<Double> values, int channels, double smallest) {
    if (values.size() != channels) {
      throw new BadInputException(
          name
              + " "
              + values
              + " is not allowed: give one value for each of "
              + channels
              + " channels");
    }
    values.forEach(value -> Check.range(name, value, smallest, LARGEST));
    return List.copyOf(values);
  }

  /** Samples scaled to 0..1, then shifted and divided: the usual form. */
  public static InputContract of(
      int channels, int size, Fit fit, List<Double> mean, List<Double> std) {
    return new InputContract(channels, size, fit, SCALE_TO_ONE, mean, std);
  }

  /** The same preparation for another input size: a supernet has one contract per resolution. */
  public InputContract withSize(int newSize) {
    return new InputContract(channels, newSize, fit, scale, mean, std);
  }

  /** The same preparation with another way to the square. */
  public InputContract withFit(Fit newFit) {
    return new InputContract(channels, size, newFit, scale, mean, std);
  }

  /** What the network sees for an 8-bit sample of {@code channel}. */
  public float normalised(int channel, double sample) {
    return (float) ((sample * scale - mean.get(channel)) / std.get(channel));
  }

  /**
   * Returns this as a JSON object for {@link io.edgenas.base.output.Json}, in a fixed order of
   * keys.
   */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layout", LAYOUT);
    json.put("type", TYPE);
    json.put("channels", channels);
    json.put("size", size);
    json.put("fit", fit.name().toLowerCase(Locale.ROOT));
    json.put("interpolation", INTERPOLATION);
    json.put("scale", scale);
    json.put("mean", mean);
    json.put("std", std);
    return json;
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws BadInputException naming file, line and field if a key is missing or unknown, or a
   *     value is not one that this version can carry out
   */
  public static InputContract fromJson(Document json) {
    json.allowKeys(
        "layout", "type", "channels", "size", "fit", "interpolation", "scale", "mean", "std");
    fixed(json, "layout", LAYOUT);
    fixed(json, "type", TYPE);
    fixed(json, "interpolation", INTERPOLATION);
    Document channels = json.required("channels");
    int count = channels.integer(1, 3);
    if (!CHANNELS.contains(count)) {
      throw channels.error("value " + count + " is not allowed: choose one of " + CHANNELS);
    }
    return new InputContract(
        count,
        json.required("size").integer(1, MAX_SIZE),
        json.required("fit").oneOf(Fit.class),
        json.required("scale").number(SMALLEST, LARGEST),
        perChannel(json.required("mean"), count, -LARGEST),
        perChannel(json.required("std"), count, SMALLEST));
  }

  private static List<Double> perChannel(Document json, int channels, double smallest) {
    List<Double> values = json.numbers(3, smallest, LARGEST);
    if (values.size() != channels) {
      throw json.error("has " + values.size() + " values: give one for each channel, " + channels);
    }
    return values;
  }

  private static void fixed(Document json, String key, String only) {
    String found = json.required(key).text();
    if (!found.equals(only)) {
      throw json.required(key)
          .error("'" + Check.shown(found) + "' is not allowed: only '" + only + "' is known");
    }
  }
}
