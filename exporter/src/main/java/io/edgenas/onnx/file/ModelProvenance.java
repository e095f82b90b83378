package io.edgenas.onnx.file;

import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file was made from. There is no time in it: the same export is the same bytes.
 *
 * @param toolVersion version of EdgeNAS
 * @param supernetSha256 of the supernet's weights; empty for random weights
 * @param profileSha256 of the device profile; empty if none was used
 * @param seed of the search or of random weights; empty if there was none
 */
public record ModelProvenance(
    String toolVersion,
    Optional<String> supernetSha256,
    Optional<String> profileSha256,
    OptionalLong seed) {
  private static final int MAX_VERSION = 100;

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tool_version", toolVersion);
    json.put("supernet_sha256", supernetSha256.orElse(null));
    json.put("profile_sha256", profileSha256.orElse(null));
    json.put("seed", seed.isPresent() ? seed.getAsLong() : null);
    return json;
  }

  static ModelProvenance fromJson(Document json) {
    json.allowKeys("tool_version", "supernet_sha256", "profile_sha256", "seed");
    Optional<Document> seed = json.optional("seed");
    return new ModelProvenance(
        version(json.required("tool_version")),
        json.optional("supernet_sha256").map(ModelProvenance::sha256),
        json.optional("profile_sha256").map(ModelProvenance::sha256),
        seed.isPresent()
            ? OptionalLong.of(seed.get().integer64(Long.MIN_VALUE, Long.MAX_VALUE))
            : OptionalLong.empty());
  }

  private static String version(Document field) {
    String text = field.text();
    if (text.length() > MAX_VERSION || !text.equals(Check.shown(text))) {
      throw field.error("'" + Check.shown(text) + "' is not a version of EdgeNAS, as 0.1.0");
    }
    return text;
  }

  /** A text of 64 lower-case hexadecimal digits. */
  static String sha256(Document field) {
    String text = field.text();
    if (!text.matches("[0-9a-f]{64}")) {
      throw field.error("is not a SHA-256: 64 hexadecimal digits in lower case");
    }
    return text;
  }
}
