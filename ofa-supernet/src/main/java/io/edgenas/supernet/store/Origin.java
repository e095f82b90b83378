package io.edgenas.supernet.store;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says where the weights of a supernet come from. */
public sealed interface Origin {
  /** What decides whether two are the same, by the name that messages use. */
  SortedMap<String, String> facts();

  /** The fields of {@code supernet.json}. */
  Map<String, Object> toJson();

  /** What weights and checkpoints say of it, beside the space. */
  Map<String, String> owner();

  /** The supernet whose weights the training started from; empty if it started at random. */
  Optional<Initial> initial();

  /**
   * A supernet that a training started from.
   *
   * @param supernet name of its folder
   * @param weightsSha256 of its weights' file
   */
  record Initial(String supernet, String weightsSha256) {
    public Initial {
      requireSha256("initial weights", weightsSha256);
    }

    private static Initial read(Document json) {
      json.allowKeys("supernet", "weights_sha256");
      return json.make(
          () ->
              new Initial(
                  json.required("supernet").text(), json.required("weights_sha256").text()));
    }

    private Map<String, Object> toJson() {
      return new TreeMap<>(Map.of("supernet", supernet, "weights_sha256", weightsSha256));
    }
  }

  /**
   * Trained here.
   *
   * @param policySha256 hash of the policy
   * @param dataFingerprint SHA-256 of the data set
   */
  record Trained(String policySha256, String dataFingerprint, Optional<Initial> initial)
      implements Origin {
    public Trained {
      requireSha256("policy", policySha256);
      requireSha256("data fingerprint", dataFingerprint);
    }

    /** A training that started at random. */
    public Trained(String policySha256, String dataFingerprint) {
      this(policySha256, dataFingerprint, Optional.empty());
    }

    @Override
    public SortedMap<String, String> facts() {
      return new TreeMap<>(
          Map.of(
              "policy",
              policySha256,
              "data fingerprint",
              dataFingerprint,
              "set of initial weights",
              initial.map(Initial::weightsSha256).orElse("random")));
    }

    @Override
    public Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("policy_sha256", policySha256);
      json.put("data_fingerprint", dataFingerprint);
      initial.ifPresent(from -> json.put("initial", from.toJson()));
      return json;
    }

    @Override
    public Map<String, String> owner() {
      Map<String, String> owner = new TreeMap<>();
      owner.put("edgenas.policy", policySha256);
      owner.put("edgenas.data", dataFingerprint);
      initial.ifPresent(from -> owner.put("edgenas.initial", from.weightsSha256()));
      return owner;
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

    @Override
    public Optional<Initial> initial() {
      return Optional.empty();
    }
  }

  /** Reads what {@link #toJson} wrote. */
  static Origin read(Document description) {
    if (description.optional("imported").isEmpty()) {
      String policy = description.required("policy_sha256").text();
      String data = description.required("data_fingerprint").text();
      Optional<Initial> initial = description.optional("initial").map(Initial::read);
      return description.make(() -> new Trained(policy, data, initial));
    }
    for (String key : new String[] {"policy_sha256", "data_fingerprint", "initial"}) {
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
