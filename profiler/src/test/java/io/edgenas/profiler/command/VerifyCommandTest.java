package io.edgenas.profiler.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.images.Fit;
import io.edgenas.images.InputContract;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.file.ModelMetadata;
import io.edgenas.onnx.file.ModelProvenance;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.Circumstances;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileAppender;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code verify} on files and profiles that lie. */
class VerifyCommandTest {
  private static final Network NETWORK = TinySpace.lower(TinySpace.SPACE.smallest());

  private static final ModelMetadata METADATA =
      new ModelMetadata(
          NETWORK.arch(),
          SpaceIdentity.of(TinySpace.SPACE),
          TinySpace.TASK.labels(),
          InputContract.of(1, NETWORK.arch().resolution(), Fit.CROP, List.of(0.5), List.of(0.25)),
          Optional.empty(),
          Optional.empty(),
          new ModelProvenance("0.1.0", Optional.empty(), Optional.empty(), OptionalLong.empty()));

  @TempDir private Path folder;
  private String out;
  private String err;

  private int verify(String... more) {
    return verifyFile(folder.resolve("model.onnx"), more);
  }

  private int verifyFile(Path file, String... more) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    List<String> args = new ArrayList<>(List.of("verify", "--model=" + file, "--seconds=1"));
    args.addAll(List.of(more));
    int exitCode =
        ProfilerMain.commandLine(new PrintWriter(outText), new PrintWriter(errText))
            .execute(args.toArray(String[]::new));
    out = outText.toString();
    err = errText.toString();
    return exitCode;
  }

  private void model(Map<String, String> metadata) throws IOException {
    Files.write(
        folder.resolve("model.onnx"),
        new Float32Emitter()
            .network(NETWORK, new RandomWeights(1), EmitOptions.DEFAULT.withMetadata(metadata)));
  }

  /** A profile of this machine with a sentinel that took this long. */
  private String profile(double sentinelUs, int threads) throws IOException {
    ProfileIdentity identity =
        HostProbe.probe()
            .identity(
                "forged",
                new RuntimeConfig(RuntimeConfig.CPU, new TreeMap<>(), threads),
                Precision.FP32,
                1);
    Circumstances circumstances =
        new Circumstances(
            Instant.parse("2026-11-21T10:00:00Z"),
            "0.1.0",
            "Linux",
            "OpenJDK",
            OptionalDouble.of(6.5),
            OptionalDouble.of(31),
            OptionalDouble.of(sentinelUs),
            new TreeMap<>());
    try (ProfileAppender appender =
        ProfileAppender.open(
            folder.resolve("profiles"),
            SpaceIdentity.of(TinySpace.SPACE),
            identity,
            circumstances)) {
      return "--profile=" + appender.folder();
    }
  }

  @Test
  void aFileNameCannotForgeALineOfResults() throws IOException {
    model(Map.of());
    Path named = Files.move(folder.resolve("model.onnx"), folder.resolve("a\nb.onnx: met\nc.onnx"));
    assertEquals(0, verifyFile(named), err);
    assertTrue(out.startsWith(folder + "/a\\nb.onnx: met\\nc.onnx: measured"), out);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1e6})
  void judgesAsTimedWhereAProfileIsNotToBeBelieved(double sentinelUs) throws IOException {
    model(Map.of());
    String profile = profile(sentinelUs, 1);
    assertEquals(3, verify(profile, "--budget-ms=0.000001", "--json"), err);
    Document json = Document.parse(out, "out.json");
    assertEquals("missed", json.required("verdict").text());
    assertEquals("missed", json.required("uncorrected_verdict").text());
    assertTrue(json.optional("corrected").isEmpty());
    assertEquals("forged", json.required("device").text());
    assertTrue(json.required("slowness").number(0, 1e12) != 1);
  }

  @Test
  void saysThatTheMachineIsTooFarFromTheProfile() throws IOException {
    model(Map.of());
    assertEquals(0, verify(profile(1e6, 1), "--budget-ms=10000"), err);
    assertTrue(out.contains(": met, budget"), out);
    assertTrue(out.contains("too far to be corrected"), out);
  }

  @Test
  void refusesAProfileThatAsksForMoreThreadsThanTheMachineHas() throws IOException {
    model(Map.of());
    assertEquals(2, verify(profile(100, 256)));
    assertTrue(err.contains("asks for 256 threads"), err);
  }

  @Test
  void refusesAProfileOfAnotherConfigurationThanAskedFor() throws IOException {
    model(Map.of());
    assertEquals(2, verify(profile(100, 1), "--threads=2"));
    assertTrue(err.contains("cpu-fp32-t1-b1"), err);
  }

  @Test
  void losesNoVerdictThatCannotBeWritten() throws IOException {
    model(Map.of());
    Files.createDirectories(folder.resolve("model.d.verified.json/in the way"));
    assertEquals(1, verify("--device=d", "--budget-ms=10000"));
    assertTrue(out.contains("met"), out);
    assertTrue(err.contains("model.d.verified.json"), err);
    assertTrue(err.indexOf("warning: the result will be shown") == 0, err);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u001b[31m", "a\\nb", ""})
  void refusesADeviceThatIsNoName(String device) throws IOException {
    Map<String, String> metadata = new TreeMap<>(METADATA.toProperties());
    metadata.put(
        "edgenas.latency",
        "{\"device\":\"" + device + "\",\"configuration\":\"x\",\"latency_ms\":1}");
    model(metadata);
    assertEquals(2, verify(), out);
    assertTrue(err.contains("is not a name"), err);
    assertFalse(err.strip().chars().anyMatch(c -> c < ' '), err);
  }
}
