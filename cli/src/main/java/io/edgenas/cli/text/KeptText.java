package io.edgenas.cli.text;

import io.edgenas.console.Texts;
import io.edgenas.pipeline.extract.Kept;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The limits that a subnet keeps, for people and machines. */
public final class KeptText {
  private KeptText() {}

  /**
   * A line with what a subnet has of each, and what it may have.
   *
   * @param kept the budget of the profile's device first, which is told elsewhere
   * @return begins with a line break; empty if there is nothing but that budget
   */
  public static String line(List<Kept> kept) {
    return kept.size() < 2
        ? ""
        : kept.stream()
            .skip(1)
            .map(
                each ->
                    each.name()
                        + " "
                        + amount(each.value(), each.unit())
                        + " of at most "
                        + amount(each.most(), each.unit()))
            .collect(Collectors.joining(", ", "\nwithin the limits: ", ""));
  }

  /** A value with its unit. */
  static String amount(double value, String unit) {
    return switch (unit) {
      case "ms" -> Texts.ms(value);
      case "bytes" -> Texts.bytes(value);
      default -> Texts.format("%.0f %s", value, unit).strip();
    };
  }

  /** An object for each, the budget of the profile's device first. */
  public static List<Map<String, Object>> toJson(List<Kept> kept) {
    return kept.stream().map(KeptText::toJson).toList();
  }

  private static Map<String, Object> toJson(Kept kept) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", kept.name());
    json.put("unit", kept.unit());
    json.put("value", kept.value());
    json.put("limit", kept.most());
    return json;
  }
}
