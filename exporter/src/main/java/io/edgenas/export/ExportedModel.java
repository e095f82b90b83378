package io.edgenas.export;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.edgenas.input.BadInputException;
import io.edgenas.output.AtomicFiles;
import io.edgenas.output.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * An exported network on disk: {@code name.onnx} and, with the same metadata, {@code name.json}.
 */
public final class ExportedModel {
  private static final String EXTENSION = ".onnx";

  private ExportedModel() {}

  /**
   * Writes both files, each whole or not at all.
   *
   * @param file ends in {@code .onnx}
   * @param onnx emitted with {@code metadata.toProperties()}
   * @throws BadInputException if the file is not called {@code .onnx}
   * @throws IllegalArgumentException if the metadata in {@code onnx} is another
   */
  public static void write(Path file, byte[] onnx, ModelMetadata metadata) throws IOException {
    Path beside = jsonBeside(file);
    if (!properties(onnx, file.toString()).equals(metadata.toProperties())) {
      throw new IllegalArgumentException("the metadata in the bytes for " + file + " is another");
    }
    AtomicFiles.write(beside, Json.pretty(metadata.toJson()));
    AtomicFiles.write(file, onnx);
  }

  /**
   * The metadata in a file, which is checked by {@link OnnxGuard}.
   *
   * @throws BadInputException if the file is refused or has no metadata of EdgeNAS
   */
  public static ModelMetadata metadata(Path file) {
    return metadata(OnnxGuard.read(file), file.toString());
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
