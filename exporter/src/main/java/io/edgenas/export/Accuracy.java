package io.edgenas.export;

import io.edgenas.input.Check;
import io.edgenas.input.Document;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How accurate a network is.
 *
 * @param top1 share of images whose highest score is their class, 0 to 1
 * @param basis whether the share was counted or predicted
 * @param images number of images it was counted on; 0 if predicted
 * @param data the data set it stands for, for people
 */
public record Accuracy(double top1, Basis basis, int images, String data) {
  /** Where an accuracy comes from. */
  public enum Basis {
    /** Counted on images. */
    MEASURED,
    /** Given by an accuracy model. */
    PREDICTED
  }

  public Accuracy {
    Check.range("top1", top1, 0, 1);
    Check.range("images", images, basis == Basis.MEASURED ? 1 : 0, Integer.MAX_VALUE);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("top1", top1);
    json.put("basis", basis.name().toLowerCase(Locale.ROOT));
    json.put("images", images);
    json.put("data", data);
    return json;
  }

  static Accuracy fromJson(Document json) {
    json.allowKeys("top1", "basis", "images", "data");
    return new Accuracy(
        json.required("top1").number(0, 1),
        json.required("basis").oneOf(Basis.class),
        json.required("images").integer(0, Integer.MAX_VALUE),
        json.required("data").text());
  }
}
