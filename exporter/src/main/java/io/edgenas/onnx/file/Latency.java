package io.edgenas.onnx.file;

import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * How fast a network was predicted to be when it was chosen; {@code verify} measures. In a file
 * from others all of it is a claim: it may name what is to be verified, and decides nothing.
 *
 * @param device id of the device
 * @param configuration name of the profile's folder below the device, for example {@code
 *     cpu-fp32-t1-b1}
 * @param latencyMs predicted median of one run
 * @param upperMs one-sided 95 % bound of the prediction; empty if the profile is unvalidated
 * @param sentinelUs latency of the space's reference subnet that the prediction goes with: a
 *     record, by which nothing is judged; empty if unknown
 * @param budgetMs what was asked for; empty if there was no budget
 */
public record Latency(
    String device,
    String configuration,
    double latencyMs,
    OptionalDouble upperMs,
    OptionalDouble sentinelUs,
    OptionalDouble budgetMs) {
  /** Ids of devices and names of configurations, as profiles have them. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private static final double LEAST = 1e-9;
  private static final double MOST = 1e12;

  public Latency {
    Check.positive("latency_ms", latencyMs);
    upperMs.ifPresent(value -> Check.positive("upper_ms", value));
    sentinelUs.ifPresent(value -> Check.positive("sentinel_us", value));
    budgetMs.ifPresent(value -> Check.positive("budget_ms", value));
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("device", device);
    json.put("configuration", configuration);
    json.put("latency_ms", latencyMs);
    json.put("upper_ms", upperMs.isPresent() ? upperMs.getAsDouble() : null);
    json.put("sentinel_us", sentinelUs.isPresent() ? sentinelUs.getAsDouble() : null);
    json.put("budget_ms", budgetMs.isPresent() ? budgetMs.getAsDouble() : null);
    return json;
  }

  static Latency fromJson(Document json) {
    json.allowKeys("device", "configuration", "latency_ms", "upper_ms", "sentinel_us", "budget_ms");
    return new Latency(
        name(json.required("device")),
        name(json.required("configuration")),
        positive(json.required("latency_ms")),
        optional(json.optional("upper_ms")),
        optional(json.optional("sentinel_us")),
        optional(json.optional("budget_ms")));
  }

  private static OptionalDouble optional(Optional<Document> field) {
    return field.isPresent() ? OptionalDouble.of(positive(field.get())) : OptionalDouble.empty();
  }

  private static double positive(Document field) {
    return field.number(LEAST, MOST);
  }

  private static String name(Document field) {
    String text = field.text();
    if (!NAME.matcher(text).matches()) {
      throw field.error(
          "'" + Check.shown(text) + "' is not a name: 1 to 100 letters, digits, dots, _ and -");
    }
    return text;
  }
}
