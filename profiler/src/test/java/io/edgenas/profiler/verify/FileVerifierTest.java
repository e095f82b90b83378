package io.edgenas.profiler.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.Sha256;
import io.edgenas.images.Fit;
import io.edgenas.images.InputContract;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.file.Latency;
import io.edgenas.onnx.file.ModelMetadata;
import io.edgenas.onnx.file.ModelProvenance;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.profiler.verify.FileVerifier.Request;
import io.edgenas.profiler.verify.FileVerifier.Verified;
import io.edgenas.profiler.verify.ModelVerifier.Verdict;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import io.edgenas.profiler.verify.Pace.Trust;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileVerifierTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Network NETWORK = TinySpace.lower(TinySpace.SPACE.smallest());
  private static final double MISSED_BUDGET = 1e-6;
  private static final RandomWeights WEIGHTS = new RandomWeights(1);

  @TempDir private Path folder;
  private final FileVerifier verifier = verifier(new OwnFileTimer(System::nanoTime));

  private static FileVerifier verifier(FileTimer timer) {
    return new FileVerifier(HostProbe.probe(), "here", Clock.systemUTC(), timer);
  }

  private Path model(Map<String, String> metadata) throws IOException {
    byte[] onnx =
        new Float32Emitter().network(NETWORK, WEIGHTS, EmitOptions.DEFAULT.withMetadata(metadata));
    return Files.write(folder.resolve("model.onnx"), onnx);
  }

  /** A file exported for a device. */
  private Path modelFor(String device, String configuration, OptionalDouble budgetMs)
      throws IOException {
    return modelFor(device, configuration, OptionalDouble.empty(), budgetMs);
  }

  private Path modelFor(
      String device, String configuration, OptionalDouble sentinelUs, OptionalDouble budgetMs)
      throws IOException {
    ModelMetadata metadata =
        new ModelMetadata(
            NETWORK.arch(),
            SpaceIdentity.of(TinySpace.SPACE),
            TinySpace.TASK.labels(),
            InputContract.of(1, NETWORK.arch().resolution(), Fit.CROP, List.of(0.5), List.of(0.25)),
            Optional.empty(),
            Optional.of(
                new Latency(
                    device, configuration, 1.25, OptionalDouble.empty(), sentinelUs, budgetMs)),
            new ModelProvenance("0.1.0", Optional.empty(), Optional.empty(), OptionalLong.empty()));
    return model(metadata.toProperties());
  }

  private Verified verify(Path file, double budgetMs) {
    return verify(file, Optional.empty(), OptionalDouble.of(budgetMs));
  }

  private Verified verify(Path file, Optional<RuntimeConfig> config, OptionalDouble budgetMs) {
    return verifier.verify(file, new Request(config, Optional.empty(), budgetMs, SHORT));
  }

  @Test
  void writesItsVerdictBesideTheFile() throws IOException {
    Path file = model(Map.of());
    Verified verified = verify(file, 10_000);
    assertEquals(Optional.empty(), verifier.unwritable(file));
    verifier.write(verified);
    assertEquals(Verdict.MET, verified.verification().verdict());
    Document json = Document.read(folder.resolve("model.here.verified.json"));
    assertEquals("met", json.required("verdict").text());
    assertEquals("met", json.required("uncorrected_verdict").text());
    assertTrue(json.optional("corrected").isEmpty());
    assertTrue(json.optional("slowness").isEmpty());
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
        verify(model(Map.of()), Optional.of(RuntimeConfig.cpu(2)), OptionalDouble.empty());
    assertEquals("cpu-fp32-t2-b1", verified.configuration());
    assertEquals(Verdict.MEASURED, verified.verification().verdict());
  }

  @Test
  void takesConfigurationAndBudgetFromTheFile() throws IOException {
    Path file = modelFor("here", "cpu-fp32-t2-b1", OptionalDouble.of(5_000));
    Verified verified = verify(file, Optional.empty(), OptionalDouble.empty());
    assertEquals("cpu-fp32-t2-b1", verified.configuration());
    assertEquals(OptionalDouble.of(5_000), verified.verification().budgetMs());
    assertEquals(Verdict.MET, verified.verification().verdict());
  }

  @Test
  void givesNoVerdictOnAnotherDevice() throws IOException {
    Path file = modelFor("there", "cpu-fp32-t1-b1", OptionalDouble.of(5_000));
    Verified verified = verify(file, Optional.empty(), OptionalDouble.empty());
    assertEquals(Verdict.OTHER_DEVICE, verified.verification().verdict());
    assertTrue(verified.reason().orElseThrow().contains("for device there, this is here"));
  }

  @Test
  void givesNoVerdictInAnotherConfiguration() throws IOException {
    Path file = modelFor("here", "cpu-fp32-t1-b1", OptionalDouble.of(5_000));
    Verified verified = verify(file, Optional.of(RuntimeConfig.cpu(2)), OptionalDouble.empty());
    assertEquals(Verdict.OTHER_DEVICE, verified.verification().verdict());
  }

  @Test
  void refusesAConfigurationThatCannotBeHad() throws IOException {
    Path int8 = modelFor("here", "cpu-int8-t1-b1", OptionalDouble.empty());
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> verify(int8, Optional.empty(), OptionalDouble.empty()));
    assertTrue(e.getMessage().contains("cpu-int8-t1-b1"), e.getMessage());
  }

  @Test
  void asksForTheProviderOptionsThatAFileWasMadeFor() throws IOException {
    Path file = modelFor("here", "cpu-fp32-t1-b1-o0123abcd", OptionalDouble.empty());
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> verify(file, Optional.empty(), OptionalDouble.empty()));
    assertTrue(e.getMessage().contains("--provider-option"), e.getMessage());
    Verified verified = verify(file, Optional.of(RuntimeConfig.cpu(1)), OptionalDouble.empty());
    assertEquals(Verdict.OTHER_DEVICE, verified.verification().verdict());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1, 1e12})
  void judgesByNothingThatAFileSaysOfTheMachine(double sentinelUs) throws IOException {
    Path file =
        modelFor(
            "here",
            "cpu-fp32-t1-b1",
            OptionalDouble.of(sentinelUs),
            OptionalDouble.of(MISSED_BUDGET));
    Verification verification =
        verify(file, Optional.empty(), OptionalDouble.empty()).verification();
    assertEquals(Verdict.MISSED, verification.verdict());
    assertTrue(verification.slowness().isEmpty());
  }

  @Test
  void refusesMoreThreadsThanTheMachineHas() throws IOException {
    Path file = modelFor("here", "cpu-fp32-t1024-b1", OptionalDouble.of(5_000));
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> verify(file, Optional.empty(), OptionalDouble.empty()));
    assertTrue(e.getMessage().contains("model.onnx asks for 1024 threads"), e.getMessage());
    assertTrue(e.getMessage().contains("--threads"), e.getMessage());
  }

  @Test
  void timesTheVeryBytesThatItNames() throws IOException {
    Path file = model(Map.of());
    String sha256 = Sha256.of(file);
    List<String> timed = new ArrayList<>();
    FileVerifier watched =
        verifier(
            (onnx, task) -> {
              timed.add(Sha256.of(onnx));
              overwrite(file);
              return new OwnFileTimer(System::nanoTime).time(onnx, task);
            });
    Verified verified =
        watched.verify(
            file,
            new Request(Optional.empty(), Optional.empty(), OptionalDouble.of(10_000), SHORT));
    assertEquals(List.of(sha256), timed);
    assertEquals(sha256, verified.sha256());
  }

  private static void overwrite(Path file) {
    try {
      Files.writeString(file, "another");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void saysBeforehandThatItsResultCannotBeWritten() throws IOException {
    Path file = model(Map.of());
    Files.createDirectories(verifier.resultFile(file).resolve("in the way"));
    assertTrue(
        verifier.unwritable(file).orElseThrow().contains("model.here.verified.json"),
        verifier.unwritable(file).toString());
    Verified verified = verify(file, 10_000);
    assertThrows(IOException.class, () -> verifier.write(verified));
  }

  @Test
  void givesInAProcessOfItsOwnWhatItGivesInThis() throws IOException {
    Path file = model(Map.of());
    UsualPace usual = new UsualPace(Files.readAllBytes(file), 1e-3, Trust.CLAIMED);
    FileVerifier isolated = verifier(new ForeignFileTimer());
    Request request =
        new Request(Optional.empty(), Optional.of(usual), OptionalDouble.of(MISSED_BUDGET), SHORT);
    Verification verification = isolated.verify(file, request).verification();
    assertEquals(Verdict.MISSED, verification.verdict());
    assertTrue(verification.beyondCorrection(), verification.toString());
    assertTrue(verification.runs() >= 8, verification.toString());
  }
}
