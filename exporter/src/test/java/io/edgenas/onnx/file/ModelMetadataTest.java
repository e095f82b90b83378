package io.edgenas.onnx.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.base.output.Sha256;
import io.edgenas.network.Network;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.emit.Samples;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelMetadataTest {
  private static final Network NETWORK = Samples.largest();
  private static final ModelMetadata METADATA = Samples.metadata(NETWORK);

  @TempDir Path folder;

  @Test
  void isReadBackThroughOnnxRuntime() {
    try (OnnxModel model = OnnxModel.load(emit(METADATA), "model.onnx", RuntimeConfig.DEFAULT)) {
      assertEquals(METADATA, ModelMetadata.fromProperties(model.metadata(), "model.onnx"));
    }
  }

  @Test
  void isReadBackFromBothFiles() throws IOException {
    Path file = folder.resolve("bench.onnx");
    ExportedModel.write(file, emit(METADATA), METADATA);
    assertEquals(METADATA, ExportedModel.metadata(file));
    Document json = Document.read(folder.resolve("bench.json"));
    assertEquals(METADATA, ModelMetadata.fromJson(json));
  }

  @Test
  void theJsonFileNamesItsOnnxFile() throws IOException {
    Path file = folder.resolve("pair.onnx");
    ExportedModel.write(file, emit(METADATA), METADATA);
    String json = Files.readString(folder.resolve("pair.json"));
    assertTrue(json.contains("\"sha256\" : \"" + Sha256.of(file) + "\""), json);
  }

  /** A crash between the two renames leaves the new one beside the old one. */
  @Test
  void tornPairIsDetected() throws IOException {
    Path file = folder.resolve("torn.onnx");
    ExportedModel.write(file, emit(METADATA), METADATA);
    Path other = folder.resolve("other.onnx");
    ModelMetadata bare =
        new ModelMetadata(
            METADATA.arch(),
            METADATA.space(),
            METADATA.labels(),
            METADATA.input(),
            Optional.empty(),
            Optional.empty(),
            METADATA.provenance());
    ExportedModel.write(other, emit(bare), bare);
    Files.copy(
        folder.resolve("other.json"),
        folder.resolve("torn.json"),
        StandardCopyOption.REPLACE_EXISTING);
    BadInputException e = assertThrows(BadInputException.class, () -> ExportedModel.metadata(file));
    assertTrue(e.getMessage().contains("torn.json does not belong to"), e.getMessage());
  }

  @Test
  void writesBothFilesOrNeither() throws IOException {
    Path file = folder.resolve("both.onnx");
    Path json = folder.resolve("both.json");
    Files.createDirectory(file);
    assertThrows(
        BadInputException.class, () -> ExportedModel.write(file, emit(METADATA), METADATA));
    assertFalse(Files.exists(json));
    Files.delete(file);
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine");
    Files.createSymbolicLink(json, elsewhere);
    BadInputException e =
        assertThrows(BadInputException.class, () -> ExportedModel.requireWritable(file));
    assertTrue(e.getMessage().contains("both.json is a symbolic link"), e.getMessage());
    assertThrows(
        BadInputException.class, () -> ExportedModel.write(file, emit(METADATA), METADATA));
    assertFalse(Files.exists(file));
    assertEquals("mine", Files.readString(elsewhere));
  }

  @Test
  void leavesOutOfTheFileWhatIsNotKnown() {
    ModelMetadata bare =
        new ModelMetadata(
            METADATA.arch(),
            METADATA.space(),
            METADATA.labels(),
            METADATA.input(),
            Optional.empty(),
            Optional.empty(),
            METADATA.provenance());
    assertFalse(bare.toProperties().containsKey("edgenas.accuracy"));
    assertEquals(bare, ModelMetadata.fromProperties(bare.toProperties(), "bare"));
    assertEquals(bare, ModelMetadata.fromJson(json(bare.toJson())));
  }

  @Test
  void everyValueInTheFileIsJson() {
    assertEquals("\"" + NETWORK.arch() + "\"", METADATA.toProperties().get("edgenas.arch"));
    assertEquals(
        "[\"ant\",\"bee\",\"crab\",\"dog\"]", METADATA.toProperties().get("edgenas.labels"));
  }

  @ParameterizedTest
  @CsvSource({
    "schema, 3, newer",
    "schema, zero, schema",
    "arch, r24/k4, malformed",
    "space, tiny, space",
    "labels, 5, labels",
    "accuracy, 1, accuracy",
    "provenance, x, provenance",
  })
  void refusesAWrongValueNamingTheField(String key, String value, String part) {
    Map<String, Object> json = METADATA.toJson();
    json.put(key, value.matches("[0-9]+") ? (Object) Integer.valueOf(value) : value);
    assertRefused(json, "meta.json", part);
  }

  @Test
  void refusesAnUnknownKey() {
    Map<String, Object> json = METADATA.toJson();
    json.put("acuracy", 1);
    assertRefused(json, "acuracy", "did you mean accuracy");
  }

  @Test
  void refusesAnAccuracyThatIsNoShare() {
    assertThrows(
        BadInputException.class,
        () -> new Accuracy(Double.NaN, Accuracy.Basis.PREDICTED, 0, Optional.empty(), "test"));
    Map<String, Object> json = METADATA.toJson();
    Map<String, Object> accuracy = new TreeMap<>(METADATA.accuracy().orElseThrow().toJson());
    accuracy.put("top1", 85.0);
    json.put("accuracy", accuracy);
    assertRefused(json, "top1", "85.0");
  }

  /** As schema 1 wrote it: chosen by the very images it was counted on, and without interval. */
  @Test
  void readsTheAccuracyOfOlderFiles() {
    Map<String, Object> json = METADATA.toJson();
    json.put("schema", 1);
    json.put(
        "accuracy", Map.of("top1", 0.842, "basis", "measured", "images", 1_170, "data", "bundled"));
    assertEquals(
        new Accuracy(0.842, Accuracy.Basis.MEASURED, 1_170, Optional.empty(), "bundled"),
        ModelMetadata.fromJson(json(json)).accuracy().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "0.9, measured, 100, 0.95, 0.99, interval",
    "0.9, measured, 100, 0.8,, low and high",
    "0.9, measured, 100, 0.95, 0.8, low and high",
    "0.9, measured, 0, 0.8, 0.95, images 0",
    "0.9, predicted, 100,,, images 100",
    "0.9, predicted, 0, 0.8, 0.95, interval",
    "0.9, measured, 100, -0.1, 0.95, -0.1",
  })
  void refusesAnAccuracyThatContradictsItself(
      double top1, String basis, int images, Double low, Double high, String part) {
    Map<String, Object> accuracy = new TreeMap<>();
    accuracy.put("top1", top1);
    accuracy.put("basis", basis);
    accuracy.put("images", images);
    accuracy.put("low", low);
    accuracy.put("high", high);
    accuracy.put("data", "test");
    Map<String, Object> json = METADATA.toJson();
    json.put("accuracy", accuracy);
    assertRefused(json, "meta.json", part);
  }

  @Test
  void refusesAnInputThatDoesNotFitTheArchitecture() {
    Map<String, Object> json = METADATA.toJson();
    json.put("input", METADATA.input().withSize(200).toJson());
    assertRefused(json, "200", "resolution");
  }

  @Test
  void refusesAFileWithoutMetadata() throws IOException {
    Path file = folder.resolve("plain.onnx");
    Files.write(file, new Float32Emitter().network(NETWORK, Samples.WEIGHTS, EmitOptions.DEFAULT));
    BadInputException e = assertThrows(BadInputException.class, () -> ExportedModel.metadata(file));
    assertTrue(e.getMessage().contains("plain.onnx has no schema"), e.getMessage());
  }

  @Test
  void refusesToWriteBytesWithOtherMetadata() {
    byte[] plain = new Float32Emitter().network(NETWORK, Samples.WEIGHTS, EmitOptions.DEFAULT);
    Path file = folder.resolve("other.onnx");
    assertThrows(IllegalArgumentException.class, () -> ExportedModel.write(file, plain, METADATA));
    assertFalse(Files.exists(file));
  }

  @Test
  void refusesToWriteAFileOfAnotherName() {
    for (String name : List.of("model.bin", ".onnx", "model")) {
      BadInputException e =
          assertThrows(
              BadInputException.class, () -> ExportedModel.jsonBeside(folder.resolve(name)));
      assertTrue(e.getMessage().contains(name), e.getMessage());
    }
  }

  private static byte[] emit(ModelMetadata metadata) {
    EmitOptions options = EmitOptions.DEFAULT.withMetadata(metadata.toProperties());
    return new Float32Emitter().network(NETWORK, Samples.WEIGHTS, options);
  }

  private static Document json(Map<String, Object> json) {
    return Document.parse(Json.pretty(json), "meta.json");
  }

  private static void assertRefused(Map<String, Object> json, String... parts) {
    BadInputException e =
        assertThrows(BadInputException.class, () -> ModelMetadata.fromJson(json(json)));
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), part + " is not in: " + e.getMessage());
    }
  }
}
