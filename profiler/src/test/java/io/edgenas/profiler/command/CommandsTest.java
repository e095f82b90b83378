package io.edgenas.profiler.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.onnx.runtime.OrtLibrary;
import io.edgenas.onnx.runtime.OrtRuntime;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on the tiny space, with ONNX Runtime. */
class CommandsTest {
  @TempDir private Path folder;
  private String out;
  private String err;

  private int run(String... args) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    int exitCode =
        ProfilerMain.commandLine(new PrintWriter(outText), new PrintWriter(errText)).execute(args);
    out = outText.toString();
    err = errText.toString();
    return exitCode;
  }

  private int profile(String... more) {
    List<String> args = new ArrayList<>(List.of("profile"));
    List<String> usual =
        List.of(
            "--space=tiny",
            "--device=test",
            "--out=" + folder,
            "--classes=4",
            "--channels=1",
            "--resolutions=12");
    for (String arg : usual) {
      String name = arg.substring(0, arg.indexOf('=') + 1);
      if (Stream.of(more).noneMatch(other -> other.startsWith(name))) {
        args.add(arg);
      }
    }
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  /** A busy machine takes several runs. */
  private void profileToTheEnd(String... more) {
    assertEquals(0, profile(more), err);
    for (int again = 0; again < 5 && out.contains("\"complete\":false"); again++) {
      assertEquals(0, profile(more), err);
    }
  }

  private int validateAndRecord(String at) {
    return run(
        "latency",
        "validate",
        at,
        "--measure=2",
        "--resolutions=12",
        "--minutes=0.02",
        "--classes=4",
        "--channels=1",
        "--record");
  }

  @Test
  void profilesPredictsAndValidates() throws IOException {
    profileToTheEnd("--minutes=0.1", "--calibration=5", "--validation=3", "--json");
    DeviceProfile profile = ProfileFolder.read(folder);
    assertEquals(8, profile.networks().size());
    assertTrue(out.contains("\"error\":{\"networks\":3,\"mape\":"), out);

    String arch = TinySpace.SPACE.smallest().toString();
    String at = "--profile=" + folder;
    assertEquals(0, run("latency", "predict", at, "--classes=4", "--channels=1", "--json", arch));
    assertTrue(out.startsWith("{\"arch\":\"" + arch + "\",\"latency_ms\":"), out);
    assertTrue(out.contains("\"coverage\":1.0"), out);
    double predictedMs =
        Document.parse(out, "out.json").required("latency_ms").number(1e-9, Double.MAX_VALUE);
    assertTrue(predictedMs > 0.001 && predictedMs < 100, predictedMs + " ms");

    assertEquals(0, validateAndRecord(at), err);
    assertTrue(out.contains("predictions on 2 unseen networks"), out);
    // What is recorded follows from the pace that was found, and a machine may change its pace.
    Matcher pace = Pattern.compile("took ([0-9.]+) times as long for the sentinel").matcher(err);
    assertTrue(pace.find(), err);
    double slowness = Double.parseDouble(pace.group(1));
    int recorded = slowness >= 0.67 && slowness <= 1.5 ? 2 : 0;
    assertEquals(recorded == 0, err.contains("nothing was recorded"), err);
    assertEquals(8 + recorded, ProfileFolder.read(folder).networks().size(), err);

    // A profile without a sentinel has no pace to change from.
    Path json = folder.resolve("test/cpu-fp32-t1-b1/profile.json");
    Files.writeString(
        json, Files.readString(json).replaceAll(",\\s*\"sentinel_us\"\\s*:\\s*[0-9.]+", ""));
    assertTrue(ProfileFolder.read(folder).circumstances().sentinelUs().isEmpty());
    assertEquals(0, validateAndRecord(at), err);
    assertEquals(10 + recorded, ProfileFolder.read(folder).networks().size(), err);

    assertEquals(2, run("latency", "predict", at, "r20/w8:k3e2/w16:k3e2"));
    assertTrue(err.contains("no row for conv-in:3x20x20"), err);
  }

  @Test
  void profilesInInt8IntoAFolderOfItsOwn() throws IOException {
    profileToTheEnd(
        "--precision=int8", "--minutes=0.08", "--calibration=2", "--validation=2", "--json");
    Path int8 = folder.resolve("test/cpu-int8-t1-b1");
    DeviceProfile profile = ProfileFolder.read(int8);
    assertEquals(Precision.INT8, profile.identity().precision());
    assertEquals(4, profile.networks().size());

    String at = "--profile=" + int8;
    String arch = profile.networks().get(0).arch().toString();
    assertEquals(0, run("latency", "predict", at, "--classes=4", "--channels=1", arch), err);
    assertEquals(
        0,
        run(
            "latency",
            "validate",
            at,
            "--measure=1",
            "--resolutions=12",
            "--minutes=0.01",
            "--classes=4",
            "--channels=1"),
        err);
    assertTrue(out.contains("predictions on 1 unseen networks"), out);

    Files.move(int8, folder.resolve("test/cpu-fp32-t1-b1"));
    assertEquals(2, profile("--minutes=0.05"), err);
    assertTrue(err.contains("precision"), err);
  }

  @Test
  void plansWithoutWritingOnADryRun() throws IOException {
    assertEquals(0, profile("--minutes=1", "--dry-run"), err);
    assertTrue(out.contains("operations") && out.contains("to measure"), out);
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void checksTheMachineWithoutASpaceAndWithoutMeasuring() throws IOException {
    assertEquals(0, run("profile", "--check", "--json", "--out=" + folder), err);
    Document check = Document.parse(out, "out.json");
    assertTrue(check.required("onnx_runtime").text().startsWith("1."), out);
    assertTrue(out.contains("{\"provider\":\"cpu\",\"compiled_in\":true,\"status\":\"runs\""), out);
    assertTrue(out.contains("\"profiles\":[]"), out);
    assertFalse(out.contains("\"status\":\"fails\",\"reason\":\"\""), out);
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void failsTheCheckOfAProviderThatDoesNotWorkSayingWhy() {
    Assumptions.assumeFalse(OrtRuntime.availableProviders().contains("cuda"), "CUDA is there");
    assertEquals(1, run("profile", "--check", "--provider=cuda", "--out=" + folder), err);
    assertTrue(out.lines().anyMatch(l -> l.matches("asked for +cuda fails: .*CUDA.*")), out);
  }

  @Test
  void saysWhichProfilesHoldForThisMachine() throws IOException {
    assertEquals(0, profile("--minutes=0.01", "--calibration=0", "--validation=0"), err);
    assertEquals(0, run("profile", "--check", "--out=" + folder), err);
    assertTrue(out.contains("cpu-fp32-t1-b1: holds for this machine"), out);

    Path file = folder.resolve("test/cpu-fp32-t1-b1/profile.json");
    String text = Files.readString(file).replaceAll("(\"cpu\" *: *\")[^\"]*", "$1Pentium");
    Files.writeString(file, text);
    assertEquals(0, run("profile", "--check", "--out=" + folder), err);
    assertTrue(out.contains("does not hold here: cpu is 'Pentium', not '"), out);
  }

  @Test
  void needsASpaceToProfile() {
    assertEquals(2, run("profile", "--device=test"));
    assertTrue(err.contains("--space"), err);
  }

  @Test
  void refusesAFolderWithoutOnnxRuntimeNamingTheFile() {
    assertEquals(2, run("profile", "--check", "--ort-library=" + folder));
    assertTrue(err.contains(OrtLibrary.FILES.get(0)), err);
  }

  @ParameterizedTest
  @CsvSource({
    "--precision=fp17, 'choose one of [fp32, int8]'",
    "--provider=cuda, which has [cpu",
    "--provider=cpuu, did you mean cpu",
    "--threads=0, threads 0",
    "--minutes=NaN, NaN",
    "--minutes=-1, -1.0",
    "--resolutions=13, resolution 13",
    "--device=../evil, ../evil",
    "--calibration=-1, -1",
    "--channels=2, channels 2",
    "--classes=1, classes 1",
  })
  void refusesToProfileNamingTheValue(String option, String said) {
    assertEquals(2, profile(option), err);
    assertTrue(err.startsWith("error: "), err);
    assertTrue(err.contains(said), err);
    assertFalse(err.contains("\tat "), err);
  }

  @Test
  void refusesAnUnknownSpaceNamingTheNearest() {
    assertEquals(2, run("profile", "--space=tinny"));
    assertTrue(err.contains("did you mean tiny"), err);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "Infinity"})
  void refusesABudgetThatIsNone(String budget) {
    assertEquals(2, run("verify", "--model=none.onnx", "--budget-ms=" + budget));
    assertTrue(err.contains("budget"), err);
  }

  @Test
  void refusesToVerifyAFileThatIsNotOnnx() throws IOException {
    Path file = Files.writeString(folder.resolve("model.onnx"), "not a model");
    assertEquals(2, run("verify", "--model", file.toString(), "--budget-ms=1"));
    assertTrue(err.contains("model.onnx"), err);
  }

  @Test
  void refusesAFolderWithoutAProfile() {
    assertEquals(2, run("latency", "validate", "--profile", folder.toString()));
    assertTrue(err.contains("holds no profile"), err);
  }

  @Test
  void showsHelpForEveryCommand() {
    for (String command : List.of("profile", "verify", "latency")) {
      assertEquals(0, run(command, "--help"));
      assertTrue(out.contains("edgenas-profiler " + command), out);
    }
  }
}
