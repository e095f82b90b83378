package io.edgenas.onnx.file;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.Json;
import io.edgenas.base.output.OwnFile;
import io.edgenas.base.output.Sha256;
import io.edgenas.onnx.guard.OnnxGuard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An exported network on disk: {@code name.onnx} and, with the same metadata, {@code name.json},
 * which names the SHA-256 of the other: whoever reads both can tell whether they belong together.
 */
public final class ExportedModel {
  /** Key of the JSON file beside; the ONNX file cannot hold its own. */
  static final String SHA256 = "sha256";

  private static final String EXTENSION = ".onnx";

  private ExportedModel() {}

  /**
   * Makes sure, before expensive work begins, that both files can be written.
   *
   * @param file ends in {@code .onnx}
   * @throws BadInputException if the file is not called {@code .onnx}, or a link, a folder or
   *     another thing stands where one of them shall be
   */
  public static void requireWritable(Path file) throws IOException {
    OwnFile.require(jsonBeside(file));
    OwnFile.require(file);
  }

  /**
   * Writes both files, or neither.
   *
   * @param file ends in {@code .onnx}
   * @param onnx emitted with {@code metadata.toProperties()}
   * @throws BadInputException as {@link #requireWritable}
   * @throws IllegalArgumentException if the metadata in {@code onnx} is another
   */
  public static void write(Path file, byte[] onnx, ModelMetadata metadata) throws IOException {
    Path beside = jsonBeside(file);
    if (!properties(onnx, file.toString()).equals(metadata.toProperties())) {
      throw new IllegalArgumentException("the metadata in the bytes for " + file + " is another");
    }
    Map<String, Object> json = metadata.toJson();
    json.put(SHA256, Sha256.of(onnx));
    AtomicFiles.writePair(beside, Json.pretty(json).getBytes(StandardCharsets.UTF_8), file, onnx);
  }

  /**
   * The metadata in a file, which is checked by {@link OnnxGuard}.
   *
   * @throws BadInputException if the file is refused or has no metadata of EdgeNAS, or if the JSON
   *     file beside it names another file's SHA-256
   */
  public static ModelMetadata metadata(Path file) {
    byte[] onnx = OnnxGuard.read(file);
    requirePair(file, onnx);
    return metadata(onnx, file.toString());
  }

  /**
   * Makes sure that the JSON file beside an ONNX file, where there is one, belongs to it. Those of
   * older versions do not say.
   *
   * @param onnx the bytes of the file
   * @throws BadInputException if it names another SHA-256, or cannot be read
   */
  public static void requirePair(Path file, byte[] onnx) {
    Path beside = jsonBeside(file);
    if (!Files.exists(beside)) {
      return;
    }
    Optional<String> named = Document.read(beside).optional(SHA256).map(Document::text);
    if (named.isPresent() && !named.get().equals(Sha256.of(onnx))) {
      throw new BadInputException(
          "%s does not belong to %s: it names the SHA-256 %s, the file has %s; export again"
              .formatted(beside, file, Check.shown(named.get()), Sha256.of(onnx)));
    }
  }

  /** The metadata in a file in memory; {@code source} is what messages call it. */
  public static ModelMetadata metadata(byte[] onnx, String source) {
    return ModelMetadata.fromProperties(properties(onnx, source), source);
  }

  /**
   * The JSON file that belongs to an ONNX file.
   *
   * @throws BadInputException if the file is not called {@code .onnx}
   */
  public static Path jsonBeside(Path file) {
    String name = file.getFileName().toString();
    if (!name.endsWith(EXTENSION) || name.length() == EXTENSION.length()) {
      throw new BadInputException("file name " + file + " is not allowed: end it in .onnx");
    }
    return file.resolveSibling(name.substring(0, name.length() - EXTENSION.length()) + ".json");
  }

  /**
   * The custom metadata in a file in memory, whoever made it; {@link OnnxGuard} checks the file.
   *
   * @param source what messages call the file
   * @throws BadInputException if the file is refused, or has a key twice
   */
  public static Map<String, String> properties(byte[] onnx, String source) {
    Map<String, String> properties = new TreeMap<>();
    for (StringStringEntryProto entry : OnnxGuard.checked(onnx, source).getMetadataPropsList()) {
      if (properties.putIfAbsent(entry.getKey(), entry.getValue()) != null) {
        throw new BadInputException(source + " has the same metadata key twice");
      }
    }
    return properties;
  }
}
