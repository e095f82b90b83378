package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.edgenas.base.output.CacheFolder;
import io.edgenas.fixtures.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * No command sends a packet, looks up a name, or writes elsewhere than into its folders, the cache
 * and the lock of the machine: each is run under strace, and what it asked the system for is read.
 */
class NothingLeavesIT {
  private static final Path CHECKOUT = Path.of(System.getProperty("edgenas.checkout"));
  private static final String LAUNCHER = CHECKOUT.resolve("edgenas").toString();

  /** What every program of this system may open for writing. */
  private static final List<Path> SYSTEM = List.of(Path.of("/dev"), Path.of("/proc/self"));

  private static final Set<Integer> DONE = Set.of(0);
  private static final Set<Integer> REFUSED = Set.of(2);
  private static final String SMALLEST = "r12/w8:k3e2/w16:k3e2";
  private static final String TASK = "--classes=10";
  private static final String CHANNELS = "--channels=1";

  private static final String POLICY =
      """
      schema: 1
      name: traced
      recipe: sandwich
      batch_size: 16
      optimizer: {momentum: 0.9, nesterov: true, weight_decay: 3.0e-5, clip_norm: 5}
      augmentation: {flip: true, shift: 0.1}
      checkpoint_steps: 10
      recalibration_images: 64
      samples: {subnets: 30, images: 32}
      phases:
        - {name: all, epochs: 0.05, learning_rate: 0.05, subnets_per_step: 2, kernels: all,
           depths: all, expands: all, widths: all}
      """;

  @TempDir private static Path temp;
  private static Path work;
  private static Path home;
  private static Path lockFolder;
  private static Path cache;

  @BeforeAll
  static void prepare() throws Exception {
    assumeTrue(Trace.possible(), "strace is not there, or may not trace");
    temp = temp.toRealPath();
    work = Files.createDirectory(temp.resolve("work"));
    home = Files.createDirectory(temp.resolve("home"));
    lockFolder = Files.createDirectory(temp.resolve("tmp"));
    cache = CacheFolder.of("natives").getParent();
    Files.writeString(work.resolve("policy.yaml"), POLICY);
    Files.writeString(work.resolve("archs.csv"), "decision.k,accuracy\n3,0.5\n5,0.6\n7,0.4\n");
    Files.writeString(
        work.resolve("table.yaml"), "Conv-input:160x160x3-output:80x80x24:\n  mean: 0.5\n");
  }

  private static Trace run(List<String> program) throws Exception {
    Trace trace = traced(program);
    assertEquals(List.of(), trace.network(), "spoke to the network");
    List<Path> allowed = new ArrayList<>(SYSTEM);
    allowed.addAll(List.of(work, cache, lockFolder));
    assertEquals(List.of(), trace.writesOutside(allowed), "wrote elsewhere");
    assertTrue(listed(home).isEmpty(), "left in the home: " + listed(home));
    List<String> left = new ArrayList<>(listed(lockFolder));
    left.remove("edgenas-measuring.lock");
    assertTrue(left.isEmpty(), "left in the temporary folder: " + left);
    return trace;
  }

  private static Trace traced(List<String> program) throws Exception {
    return Trace.of(
        work,
        temp,
        Map.of(
            "HOME",
            home.toString(),
            CacheFolder.VARIABLE,
            cache.toString(),
            "JAVA_HOME",
            System.getProperty("java.home"),
            // A lock of its own: a measuring run on this machine shall not fail the test.
            "EDGENAS_JAVA_OPTS",
            "-Djava.io.tmpdir=" + lockFolder),
        program);
  }

  private static List<String> listed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static DynamicTest command(Set<Integer> exitCodes, String... args) {
    List<String> program = new ArrayList<>(List.of(LAUNCHER));
    program.addAll(List.of(args));
    return DynamicTest.dynamicTest(
        String.join(" ", args),
        () -> {
          Trace trace = run(program);
          assertTrue(exitCodes.contains(trace.exitCode()), trace.out() + trace.err());
          // A test that sees nothing would find nothing.
          assertFalse(trace.calls().isEmpty());
        });
  }

  @TestFactory
  Stream<DynamicTest> commands() {
    String profile = "profiles/tiny";
    String model = "model.onnx";
    String[] extract = {
      "extract", "--supernet=supernet", "--profile=" + profile, "--budget-ms=50", "--out=" + model
    };
    return Stream.of(
        command(DONE, "space", "list"),
        command(DONE, "arch", "--space=tiny", "--sample=2", "--onnx=onnx"),
        command(DONE, "data", "bundled"),
        command(
            DONE,
            "profile",
            "--space=tiny",
            "--device=traced",
            TASK,
            CHANNELS,
            "--networks-only",
            "--calibration=30",
            "--validation=3",
            "--minutes=0.1",
            "--out=" + profile),
        command(DONE, "profile", "--check"),
        command(DONE, "latency", "predict", "--profile=" + profile, TASK, CHANNELS, SMALLEST),
        command(Set.of(0, 1), "latency", "lint", profile),
        command(
            REFUSED,
            "latency",
            "fit",
            "--measurements=onnx/measure.csv",
            "--space=tiny",
            "--out=f"),
        command(
            DONE,
            "train",
            "--data=bundled",
            "--space=tiny",
            "--policy=policy.yaml",
            "--out=supernet"),
        command(DONE, "evaluate", "--supernet=supernet", "--data=bundled", "--images=64", SMALLEST),
        command(DONE, "search", "--supernet=supernet", "--profile=" + profile, "--budget-ms=50"),
        command(DONE, "compare", "--table=archs.csv", "--queries=3", "--seeds=2", "--out=compared"),
        command(DONE, extract),
        command(DONE, "verify", "--model=" + model, "--seconds=1"),
        command(
            REFUSED,
            "import",
            "latency-table",
            "table.yaml",
            "--space=tiny",
            "--device=a",
            "--out=i"));
  }

  @Test
  void importsASupernetInSilence() throws Exception {
    Path checkpoint = Reference.folder("ofa-supernet").resolve("ofa_mbv3_w0.25_fashion.pth");

    Trace trace =
        run(
            List.of(
                LAUNCHER,
                "import",
                "supernet",
                checkpoint.toString(),
                "--out=imported",
                "--resolutions=64",
                "--mean=0.5",
                "--std=0.5"));

    assertEquals(0, trace.exitCode(), trace.out() + trace.err());
  }

  @Test
  void theDemoBeginsInSilence() throws Exception {
    Trace trace = run(List.of("timeout", "-s", "INT", "8", LAUNCHER, "demo", "--out=demo"));

    assertEquals(124, trace.exitCode(), "timeout ends it: " + trace.err());
    assertTrue(Files.exists(work.resolve("demo")), trace.err());
  }

  @Test
  void theDeviceJarIsSilent() throws Exception {
    Path jar =
        CHECKOUT.resolve(
            "profiler/target/edgenas-profiler-" + System.getProperty("edgenas.platform") + ".jar");
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + lockFolder,
            "-jar",
            jar.toString());
    run(List.of(LAUNCHER, "arch", "--space=tiny", "--sample=1", "--onnx=jar"));

    List<String> verify = new ArrayList<>(java);
    verify.addAll(List.of("verify", "--model=jar/00001.onnx", "--seconds=1"));
    Trace verified = run(verify);

    assertEquals(0, verified.exitCode(), verified.out() + verified.err());
  }

  /** A program that uses the library, without launcher, environment or properties. */
  @Test
  void aProgramThatUsesTheLibraryIsSilent() throws Exception {
    String classPath =
        CHECKOUT.resolve("cli/target/test-classes") + ":" + CHECKOUT.resolve("cli/target/lib/*");
    List<String> program =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + lockFolder,
            "-cp",
            classPath,
            LibraryUser.class.getName());

    Trace trace = run(program);

    assertEquals(0, trace.exitCode(), trace.out() + trace.err());
  }

  /** That the test sees what it looks for: a program that does all of it. */
  @Test
  void seesAPacketALookUpAndAStrayFile() throws Exception {
    Trace trace =
        traced(
            List.of(
                "bash",
                "-c",
                "echo x > "
                    + home.resolve("stray")
                    + "; cat /etc/resolv.conf; echo x > /dev/udp/127.0.0.1/9; rm "
                    + home.resolve("stray")));

    assertEquals(2, trace.writesOutside(List.of(work, Path.of("/dev"))).size(), "" + trace.calls());
    assertTrue(trace.network().size() >= 2, "" + trace.calls());
  }
}
