package io.edgenas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.export.EmitOptions;
import io.edgenas.export.Latency;
import io.edgenas.export.ModelMetadata;
import io.edgenas.export.OnnxEmitter;
import io.edgenas.export.Provenance;
import io.edgenas.fixtures.TinySpace;
import io.edgenas.images.Fit;
import io.edgenas.images.InputContract;
import io.edgenas.input.BadInputException;
import io.edgenas.input.Document;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.output.Sha256;
import io.edgenas.profiler.FileVerifier.Verified;
import io.edgenas.profiler.ModelVerifier.Verdict;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.runtime.RuntimeConfig;
import io.edgenas.space.SpaceIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileVerifierTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Network NETWORK = TinySpace.lower(TinySpace.SPACE.smallest());
  private static final RandomWeights WEIGHTS = new RandomWeights(1);

  @TempDir private Path folder;
  private final FileVerifier verifier =
      new FileVerifier(HostProbe.probe(), "here", Clock.systemUTC(), System::nanoTime);

  private Path model(Map<String, String> metadata) throws IOException {
    byte[] onnx = OnnxEmitter.emit(NETWORK, WEIGHTS, EmitOptions.DEFAULT.withMetadata(metadata));
    return Files.write(folder.resolve("model.onnx"), onnx);
  }

  /** A file exported for a device. */
  private Path modelFor(String device, String configuration, OptionalDouble budgetMs)
      throws IOException {
    ModelMetadata metadata =
        new ModelMetadata(
            NETWORK.arch(),
            SpaceIdentity.of(TinySpace.SPACE),
            NETWORK.task().labels(),
            InputContract.of(1, NETWORK.arch().resolution(), Fit.CROP, List.of(0.5), List.of(0.25)),
            Optional.empty(),
            Optional.of(
                new Latency(
                    device,
                    configuration,
                    1.25,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    budgetMs)),
            new Provenance("0.1.0", Optional.empty(), Optional.empty(), OptionalLong.empty()));
    return model(metadata.toProperties());
  }

  private Verified verify(Path file, double budgetMs) throws IOException {
    return verifier.verify(file, Optional.empty(), OptionalDouble.of(budgetMs), SHORT);
  }

  @Test
  void writesItsVerdictBesideTheFile() throws IOException {
    Path file = model(Map.of());
    Verified verified = verify(file, 10_000);
    assertEquals(Verdict.MET, verified.verification().verdict());
    Document json = Document.read(folder.resolve("model.here.verified.json"));
    assertEquals("met", json.required("verdict").text());
    assertEquals(Sha256.of(file), json.required("sha256").text());
    assertEquals("cpu-fp32-t1-b1", json.required("configuration").text());
    assertEquals(10_000, json.required("budget_ms").number(0, 1e9));
    assertEquals(
        verified.verification().medianMs(), json.required("median_ms").number(0, 1e9), 1e-12);
  }

  @Test
  void saysThatAnImpossibleBudgetIsMissed() throws IOException {
    assertEquals(Verdict.MISSED, verify(model(Map.of()), 1e-6).verification().verdict());
  }

  @Test
  void timesInTheConfigurationAskedFor() throws IOException {
    Verified verified =
        verifier.verify(
            model(Map.of()), Optional.of(RuntimeConfig.cpu(2)), OptionalDouble.empty(), SHORT);
    assertEquals("cpu-fp32-t2-b1", verified.configuration());
    assertEquals(Verdict.MEASURED, verified.verification().verdict());
  }

  @Test
  void takesConfigurationAndBudgetFromTheFile() throws IOException {
    Path file = modelFor("here", "cpu-fp32-t2-b1", OptionalDouble.of(5_000));
    Verified verified = verifier.verify(file, Optional.empty(), OptionalDouble.empty(), SHORT);
    assertEquals("cpu-fp32-t2-b1", verified.configuration());
    assertEquals(OptionalDouble.of(5_000), verified.verification().budgetMs());
    assertEquals(Verdict.MET, verified.verification().verdict());
  }

  @Test
  void givesNoVerdictOnAnotherDevice() throws IOException {
    Path file = modelFor("there", "cpu-fp32-t1-b1", OptionalDouble.of(5_000));
    Verified verified = verifier.verify(file, Optional.empty(), OptionalDouble.empty(), SHORT);
    assertEquals(Verdict.OTHER_DEVICE, verified.verification().verdict());
    assertTrue(verified.reason().orElseThrow().contains("for device there, this is here"));
  }

  @Test
  void givesNoVerdictInAnotherConfiguration() throws IOException {
    Path file = modelFor("here", "cpu-fp32-t1-b1", OptionalDouble.of(5_000));
    Verified verified =
        verifier.verify(file, Optional.of(RuntimeConfig.cpu(2)), OptionalDouble.empty(), SHORT);
    assertEquals(Verdict.OTHER_DEVICE, verified.verification().verdict());
  }

  @Test
  void refusesAConfigurationThatCannotBeHad() throws IOException {
    Path int8 = modelFor("here", "cpu-int8-t1-b1", OptionalDouble.empty());
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> verifier.verify(int8, Optional.empty(), OptionalDouble.empty(), SHORT));
    assertTrue(e.getMessage().contains("cpu-int8-t1-b1"), e.getMessage());
  }

  @Test
  void asksForTheProviderOptionsThatAFileWasMadeFor() throws IOException {
    Path file = modelFor("here", "cpu-fp32-t1-b1-o0123abcd", OptionalDouble.empty());
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> verifier.verify(file, Optional.empty(), OptionalDouble.empty(), SHORT));
    assertTrue(e.getMessage().contains("--provider-option"), e.getMessage());
    Verified verified =
        verifier.verify(file, Optional.of(RuntimeConfig.cpu(1)), OptionalDouble.empty(), SHORT);
    assertEquals(Verdict.OTHER_DEVICE, verified.verification().verdict());
  }
}
