package io.edgenas.onnx.file;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How accurate a network is.
 *
 * @param top1 share of images whose highest score is their class, 0 to 1
 * @param basis whether the share was counted on images that chose nothing, or predicted
 * @param images number of images it was counted on; 0 if predicted
 * @param interval 95 % interval of the share; empty if predicted, and in files from before it was
 *     stated, whose images had chosen the network
 * @param data the images it stands for, for people
 */
public record Accuracy(
    double top1, Basis basis, int images, Optional<Interval> interval, String data) {
  /** Where an accuracy comes from. */
  public enum Basis {
    /** Counted on images. */
    MEASURED,
    /** Given by an accuracy model. */
    PREDICTED
  }

  /**
   * @throws BadInputException if a value is out of range or the values contradict each other
   */
  public Accuracy {
    Check.range("top1", top1, 0, 1);
    boolean measured = basis == Basis.MEASURED;
    Check.range("images", images, measured ? 1 : 0, measured ? Integer.MAX_VALUE : 0);
    if (interval.isPresent() && (!measured || !interval.get().contains(top1))) {
      throw new BadInputException(
          "top1 "
              + top1
              + " is not allowed with an interval of "
              + interval.get().low()
              + " to "
              + interval.get().high()
              + ": it is a measured share within it");
    }
  }

  /** Counted on images that chose nothing. */
  public static Accuracy measured(double top1, int images, Interval interval, String data) {
    return new Accuracy(top1, Basis.MEASURED, images, Optional.of(interval), data);
  }

  /** Given by an accuracy model, which may go beyond the ends of 0 to 1. */
  public static Accuracy predicted(double top1, String data) {
    return new Accuracy(Math.max(0, Math.min(1, top1)), Basis.PREDICTED, 0, Optional.empty(), data);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("top1", top1);
    json.put("basis", basis.name().toLowerCase(Locale.ROOT));
    json.put("images", images);
    json.put("low", interval.map(Interval::low).orElse(null));
    json.put("high", interval.map(Interval::high).orElse(null));
    json.put("data", data);
    return json;
  }

  static Accuracy fromJson(Document json) {
    json.allowKeys("top1", "basis", "images", "low", "high", "data");
    return json.make(
        () ->
            new Accuracy(
                json.required("top1").number(0, 1),
                json.required("basis").oneOf(Basis.class),
                json.required("images").integer(0, Integer.MAX_VALUE),
                interval(json),
                json.required("data").text()));
  }

  private static Optional<Interval> interval(Document json) {
    Optional<Double> low = json.optional("low").map(value -> value.number(0, 1));
    Optional<Double> high = json.optional("high").map(value -> value.number(0, 1));
    if (low.isEmpty() != high.isEmpty() || low.isPresent() && low.get() > high.get()) {
      throw json.error("low and high are not allowed so: give both, low first, or neither");
    }
    return low.map(from -> new Interval(from, high.get()));
  }
}
