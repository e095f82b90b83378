package io.edgenas.supernet.store;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.input.Document;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the weights of a supernet come from. */
public sealed interface Origin {
  /** What decides whether two are the same, by the name that messages use. */
  SortedMap<String, String> facts();

  /** The fields of {@code supernet.json}. */
  Map<String, Object> toJson();

  /** What weights and checkpoints say of it, beside the space. */
  Map<String, String> owner();

  /**
   * Trained here.
   *
   * @param policySha256 hash of the policy
   * @param dataFingerprint SHA-256 of the data set
   */
  record Trained(String policySha256, String dataFingerprint) implements Origin {
    public Trained {
      requireSha256("policy", policySha256);
      requireSha256("data fingerprint", dataFingerprint);
    }

    @Override
    public SortedMap<String, String> facts() {
      return new TreeMap<>(Map.of("policy", policySha256, "data fingerprint", dataFingerprint));
    }

    @Override
    public Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("policy_sha256", policySha256);
      json.put("data_fingerprint", dataFingerprint);
      return json;
    }

    @Override
    public Map<String, String> owner() {
      return Map.of("edgenas.policy", policySha256, "edgenas.data", dataFingerprint);
    }
  }

  /**
   * Read from a file that other code wrote.
   *
   * @param file its name, without folders
   * @param sha256 of its bytes
   */
  record Imported(String file, String sha256) implements Origin {
    public Imported {
      requireSha256("imported file", sha256);
    }

    @Override
    public SortedMap<String, String> facts() {
      return new TreeMap<>(Map.of("imported file", sha256));
    }

    @Override
    public Map<String, Object> toJson() {
      return Map.of("imported", new TreeMap<>(Map.of("file", file, "sha256", sha256)));
    }

    @Override
    public Map<String, String> owner() {
      return Map.of("edgenas.imported", sha256);
    }
  }

  /** Reads what {@link #toJson} wrote. */
  static Origin read(Document description) {
    if (description.optional("imported").isEmpty()) {
      String policy = description.required("policy_sha256").text();
      String data = description.required("data_fingerprint").text();
      return description.make(() -> new Trained(policy, data));
    }
    for (String key : new String[] {"policy_sha256", "data_fingerprint"}) {
      if (description.optional(key).isPresent()) {
        throw description.error("key '" + key + "' is not allowed beside 'imported'");
      }
    }
    Document imported = description.required("imported").allowKeys("file", "sha256");
    String file = imported.required("file").text();
    String sha256 = imported.required("sha256").text();
    return imported.make(() -> new Imported(file, sha256));
  }

  private static void requireSha256(String name, String value) {
    if (!value.matches("[0-9a-f]{64}")) {
      throw new BadInputException(
          name + " '" + Check.shown(value) + "' is no SHA-256: 64 lower-case hexadecimal digits");
    }
  }
}
