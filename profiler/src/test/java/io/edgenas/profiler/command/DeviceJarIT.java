package io.edgenas.profiler.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.RandomWeights;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.runtime.OrtLibrary;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.MbConvSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the device jar from an empty folder, as it is on a device. */
class DeviceJarIT {
  private static final Path JAR = Path.of(System.getProperty("edgenas.device.jar"));
  private static final long MAX_BYTES = 20_000_000;

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void makeEmptyFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("empty"));
  }

  private record Ended(int exitCode, String out, String err) {}

  private Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // A lock of its own: another measuring run on this machine shall not fail the test.
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                JAR.toString()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(temporary.resolve("out").toFile())
        .redirectError(temporary.resolve("err").toFile())
        .start();
  }

  private Ended end(Process process) throws IOException, InterruptedException {
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it hangs");
    } finally {
      process.destroyForcibly();
    }
    return new Ended(
        process.exitValue(),
        Files.readString(temporary.resolve("out"), StandardCharsets.UTF_8),
        Files.readString(temporary.resolve("err"), StandardCharsets.UTF_8));
  }

  private static String[] profileTiny(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "profile",
                "--space",
                "tiny",
                "--device",
                "it",
                "--classes",
                "10",
                "--channels",
                "1",
                "--resolutions",
                "16"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  @Test
  void profilesAndPredicts() throws Exception {
    String[] command =
        profileTiny("--minutes", "0.1", "--calibration", "4", "--validation", "2", "--json");
    Ended profiled = end(start(command));
    // A machine that is busy with other things may need another go.
    for (int again = 0; again < 5 && profiled.out().contains("\"complete\":false"); again++) {
      profiled = end(start(command));
    }
    assertEquals(0, profiled.exitCode(), profiled.err());
    DeviceProfile profile = ProfileFolder.read(folder.resolve("profiles/tiny"));
    assertEquals("it", profile.identity().deviceId());
    assertFalse(profile.operations().isEmpty());
    assertTrue(profiled.out().contains("\"operations\":" + profile.operations().size()));

    Ended predicted =
        end(
            start(
                "latency",
                "predict",
                "--profile",
                "profiles/tiny",
                "--classes",
                "10",
                "--channels",
                "1",
                "--json",
                MbConvSpace.builtIn("tiny").smallest().withResolution(16).toString()));
    assertEquals(0, predicted.exitCode(), predicted.out() + predicted.err());
    assertTrue(predicted.out().startsWith("{\"arch\":\"r16/"), predicted.out());
  }

  /** The natives of the jar, taken out of it, are as good as anybody's build. */
  @Test
  void loadsOnnxRuntimeFromAFolder() throws Exception {
    Path library = Files.createDirectory(temporary.resolve("ort"));
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (String file : OrtLibrary.FILES) {
        String entry = "ai/onnxruntime/native/" + System.getProperty("edgenas.platform") + "/";
        try (var in = jar.getInputStream(jar.getEntry(entry + file))) {
          Files.copy(in, library.resolve(file));
        }
      }
    }
    String at = "--ort-library=" + library;
    Ended checked = end(start("profile", "--check", "--json", at));
    assertEquals(0, checked.exitCode(), checked.err());
    assertTrue(checked.out().contains("\"ort_library\":\"" + library + "\""), checked.out());
    assertTrue(checked.out().contains("\"status\":\"runs\""), checked.out());

    Files.writeString(library.resolve(OrtLibrary.FILES.get(0)), "no library");
    Ended refused = end(start("profile", "--check", at));
    assertEquals(2, refused.exitCode(), refused.out());
    assertTrue(refused.err().contains(library.toString()), refused.err());
    assertFalse(refused.err().contains("\tat "), refused.err());
  }

  @Test
  void keepsEverythingWhenInterrupted() throws Exception {
    Process process = start(profileTiny("--minutes", "5"));
    Path rows = configuration().resolve("rounds.csv");
    for (int i = 0; i < 600 && !(Files.exists(rows) && Files.size(rows) > 1_000); i++) {
      Thread.sleep(100);
    }
    // SIGTERM takes the way of SIGINT, which a process may have been told to ignore.
    process.destroy();
    Ended ended = end(process);
    assertEquals(130, ended.exitCode(), ended.err());
    assertTrue(ended.err().contains("interrupted; everything measured is kept"), ended.err());
    assertTrue(ended.err().contains("--minutes 5"), ended.err());
    assertFalse(ProfileFolder.read(folder.resolve("profiles/tiny")).operations().isEmpty());
  }

  private Path configuration() {
    return folder.resolve("profiles/tiny/it/cpu-fp32-t1-b1");
  }

  @Test
  void losesNoBurstThatWasWrittenWhereverItIsKilled() throws Exception {
    String[] command = profileTiny("--minutes", "0.15", "--calibration", "4", "--validation", "2");
    Path rounds = configuration().resolve("rounds.csv");
    Random random = new Random(7);
    List<RoundMeasurement> before = List.of();
    int whileMeasuring = 0;
    for (int kill = 0; kill < 10; kill++) {
      long bytes = Files.exists(rounds) ? Files.size(rounds) : 0;
      Process process = start(command);
      if (kill % 5 != 0) { // two kills hit a process that has only begun
        awaitGrowth(process, rounds, bytes);
      }
      Thread.sleep(random.nextInt(800));
      process.destroyForcibly().waitFor();
      if (Files.exists(configuration().resolve("profile.json"))) {
        List<RoundMeasurement> now = complete(rounds);
        assertEquals(before, now.subList(0, before.size()), "after kill " + kill);
        ProfileFolder.read(configuration());
        whileMeasuring += now.size() > before.size() && process.exitValue() == 137 ? 1 : 0;
        before = now;
      }
    }
    assertTrue(whileMeasuring >= 5, whileMeasuring + " kills hit a process that measured");
    Ended ended = end(start(command));
    for (int again = 0; again < 10 && ended.err().contains("To go on"); again++) {
      ended = end(start(command));
    }
    assertEquals(0, ended.exitCode(), ended.err());
    List<RoundMeasurement> after = ProfileFolder.readRounds(configuration());
    assertEquals(before, after.subList(0, before.size()));
    DeviceProfile profile = ProfileFolder.read(configuration());
    assertEquals(6, profile.networks().size());
    assertEquals(
        5L * (profile.operations().size() + 6),
        after.stream().filter(burst -> burst.kind() != Kind.SENTINEL).count());
  }

  private static void awaitGrowth(Process process, Path file, long bytes) throws Exception {
    while (process.isAlive() && !(Files.exists(file) && Files.size(file) > bytes)) {
      Thread.sleep(5);
    }
  }

  /** The bursts in lines that are complete: the last may be cut off. */
  private List<RoundMeasurement> complete(Path rounds) throws IOException {
    String text = Files.readString(rounds);
    Path copy = Files.createDirectories(temporary.resolve("copy"));
    Files.writeString(copy.resolve("rounds.csv"), text.substring(0, text.lastIndexOf('\n') + 1));
    return ProfileFolder.readRounds(copy);
  }

  /** The child process that times the file is started from the same jar. */
  @Test
  void verifiesAFileInAProcessOfItsOwn() throws Exception {
    Files.write(
        folder.resolve("model.onnx"),
        new Float32Emitter()
            .network(
                TinySpace.lower(TinySpace.SPACE.smallest()),
                new RandomWeights(1),
                EmitOptions.DEFAULT));
    Ended ended =
        end(
            start(
                "verify",
                "--model=model.onnx",
                "--budget-ms=10000",
                "--seconds=2",
                "--device=it",
                "--json"));
    assertEquals(0, ended.exitCode(), ended.out() + ended.err());
    assertTrue(ended.out().contains("\"verdict\":\"met\""), ended.out());
    assertTrue(Files.exists(folder.resolve("model.it.verified.json")));
  }

  @Test
  void refusesBadInputWithoutAStackTrace() throws Exception {
    Ended ended = end(start("verify", "--model", "none.onnx", "--budget-ms", "NaN"));
    assertEquals(2, ended.exitCode());
    assertTrue(ended.err().contains("NaN"), ended.err());
    assertFalse(ended.err().contains("\tat "), ended.err());
  }

  @Test
  void isSmallAndHoldsNeitherOtherPlatformsNorPyTorch() throws IOException {
    assertTrue(Files.size(JAR) < MAX_BYTES, Files.size(JAR) + " bytes");
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names = jar.stream().map(entry -> entry.getName()).toList();
      assertTrue(names.contains("ai/onnxruntime/native/linux-x64/libonnxruntime.so"));
      assertTrue(names.contains("META-INF/LICENSE"));
      assertTrue(names.stream().noneMatch(name -> name.startsWith("ai/djl")));
      assertEquals(
          List.of("linux-x64"),
          names.stream()
              .filter(name -> name.matches("ai/onnxruntime/native/[^/]+/.+"))
              .map(name -> name.split("/")[3])
              .distinct()
              .toList());
    }
  }
}
