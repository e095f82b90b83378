package io.edgenas.onnx.file;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.images.InputContract;
import io.edgenas.network.Arch;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.file.SpaceFamilies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What an app and a release need to know about an exported network. The same object is the custom
 * metadata of the ONNX file ({@code edgenas.arch}, ..., each value JSON) and the JSON file beside
 * it.
 *
 * @param arch the architecture
 * @param space the space it is from
 * @param labels one per class, in the order of the scores
 * @param input how images are prepared; its size is the architecture's resolution
 * @param accuracy empty if it is not known
 * @param latency empty if it was not asked for a device
 * @param provenance what the file was made from
 */
public record ModelMetadata(
    Arch arch,
    SpaceIdentity space,
    List<String> labels,
    InputContract input,
    Optional<Accuracy> accuracy,
    Optional<Latency> latency,
    ModelProvenance provenance) {
  /** Version of this object. Version 1 stated no interval of the accuracy. */
  public static final int SCHEMA = 2;

  private static final String PREFIX = "edgenas.";
  private static final String ARCH = "arch";
  private static final int MAX_LABELS = 100_000;

  /**
   * @throws BadInputException if the parts contradict each other
   */
  public ModelMetadata {
    labels = List.copyOf(labels);
    Check.range("number of labels", labels.size(), 2, MAX_LABELS);
    if (input.size() != arch.resolution()) {
      throw new BadInputException(
          "input size " + input.size() + " is not the resolution of the architecture " + arch);
    }
  }

  /** The object, in the order of the file. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put(ARCH, arch.toString());
    json.put("space", space.toJson());
    json.put("labels", labels);
    json.put("input", input.toJson());
    json.put("accuracy", accuracy.map(Accuracy::toJson).orElse(null));
    json.put("latency", latency.map(Latency::toJson).orElse(null));
    json.put("provenance", provenance.toJson());
    return json;
  }

  /** The custom metadata of the ONNX file; parts that are not known are left out. */
  public SortedMap<String, String> toProperties() {
    SortedMap<String, String> properties = new TreeMap<>();
    toJson()
        .forEach(
            (key, value) -> {
              if (value != null) {
                properties.put(PREFIX + key, Json.line(value));
              }
            });
    return properties;
  }

  /**
   * Changes the architecture in what {@link #toProperties} wrote.
   *
   * @param other of the same resolution
   */
  public static SortedMap<String, String> withArch(
      SortedMap<String, String> properties, Arch other) {
    SortedMap<String, String> changed = new TreeMap<>(properties);
    changed.put(PREFIX + ARCH, Json.line(other.toString()));
    return changed;
  }

  /**
   * Reads what {@link #toJson} wrote, or the JSON file beside an ONNX file; whether they belong
   * together is checked by {@link ExportedModel#requirePair}.
   *
   * @throws BadInputException naming file, line and field
   */
  public static ModelMetadata fromJson(Document json) {
    json.allowKeys(
        "schema",
        ARCH,
        "space",
        "labels",
        "input",
        "accuracy",
        "latency",
        "provenance",
        ExportedModel.SHA256);
    return read(json::optional, json.source());
  }

  /**
   * Reads what {@link #toProperties} wrote; keys of others are ignored.
   *
   * @param source what messages call the file
   * @throws BadInputException naming file and key
   */
  public static ModelMetadata fromProperties(Map<String, String> properties, String source) {
    return read(
        key ->
            Optional.ofNullable(properties.get(PREFIX + key))
                .map(text -> Document.parse(text, source + "/" + PREFIX + key + ".json")),
        source);
  }

  private static ModelMetadata read(Function<String, Optional<Document>> fields, String source) {
    Function<String, Document> required =
        key ->
            fields
                .apply(key)
                .orElseThrow(
                    () ->
                        BadInputException.naming(
                            source,
                            source + " has no " + key + ": is it a file that EdgeNAS exported?"));
    Document schema = required.apply("schema");
    int found = schema.integer(1, Integer.MAX_VALUE);
    if (found > SCHEMA) {
      throw schema.error(
          "schema " + found + " is newer than this version knows (" + SCHEMA + "): update EdgeNAS");
    }
    Document arch = required.apply(ARCH);
    try {
      return new ModelMetadata(
          SpaceFamilies.parse(arch.text()),
          SpaceIdentity.read(required.apply("space")),
          required.apply("labels").texts(MAX_LABELS),
          InputContract.fromJson(required.apply("input")),
          fields.apply("accuracy").map(Accuracy::fromJson),
          fields.apply("latency").map(Latency::fromJson),
          ModelProvenance.fromJson(required.apply("provenance")));
    } catch (BadInputException e) {
      throw e.at(source);
    }
  }
}
