package io.edgenas.space;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.value.InvalidValueException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which search space a file is of: a profile, an exported network.
 *
 * @param name for people
 * @param fingerprint {@link SearchSpace#fingerprint}; what decides whether two spaces are the same
 */
public record SpaceIdentity(String name, String fingerprint) {
  public SpaceIdentity {
    requireName(name);
    if (!fingerprint.matches("[0-9a-f]{64}")) {
      throw new InvalidValueException(
          "fingerprint '"
              + Check.shown(fingerprint)
              + "' of space "
              + name
              + " is no SHA-256: 64 lower-case hexadecimal digits");
    }
  }

  /** Makes sure that a space may have this name. */
  public static String requireName(String name) {
    if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
      throw new InvalidValueException(
          "space name '"
              + Check.shown(name)
              + "' is not allowed: 1 to 64 lower-case letters, digits, dots and dashes");
    }
    return name;
  }

  /** The identity of a space. */
  public static SpaceIdentity of(SearchSpace space) {
    return new SpaceIdentity(space.name(), space.fingerprint());
  }

  /**
   * Makes sure that {@code other} is this space; {@code owner} is what messages call the thing that
   * this identity belongs to.
   *
   * @throws BadInputException naming both
   */
  public void require(SpaceIdentity other, String owner) {
    if (!fingerprint.equals(other.fingerprint)) {
      throw new BadInputException(
          owner
              + " measured space "
              + this
              + ", not space "
              + other
              + ": give a profile of that space, or profile the device for it");
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws BadInputException naming file, line and field
   */
  public static SpaceIdentity read(Document document) {
    document.allowKeys("name", "fingerprint");
    String name = document.required("name").text();
    String fingerprint = document.required("fingerprint").text();
    return document.make(() -> new SpaceIdentity(name, fingerprint));
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("fingerprint", fingerprint);
    return json;
  }

  /** The name and the first digits of the fingerprint, for messages. */
  @Override
  public String toString() {
    return name + " (" + fingerprint.substring(0, 12) + ")";
  }
}
