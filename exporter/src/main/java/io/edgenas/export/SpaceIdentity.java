package io.edgenas.export;

import io.edgenas.input.Document;
import io.edgenas.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which space a file is from.
 *
 * @param name for people
 * @param fingerprint SHA-256 of the canonical form, see {@link SearchSpace#fingerprint}
 */
public record SpaceIdentity(String name, String fingerprint) {
  /** The identity of a space. */
  public static SpaceIdentity of(SearchSpace space) {
    return new SpaceIdentity(space.name(), space.fingerprint());
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("fingerprint", fingerprint);
    return json;
  }

  static SpaceIdentity fromJson(Document json) {
    json.allowKeys("name", "fingerprint");
    return new SpaceIdentity(
        json.required("name").text(), Provenance.sha256(json.required("fingerprint")));
  }
}
