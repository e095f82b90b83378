package io.edgenas.profiler.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.Circumstances;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profiler.command.KnownProfiles.Known;
import io.edgenas.profiler.host.Host;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownProfilesTest {
  private static final Host HOST = HostProbe.probe();

  @TempDir private Path root;

  private Path write(String device) throws IOException {
    return ProfileFolder.write(
        root,
        new DeviceProfile(
            SpaceIdentity.of(TinySpace.SPACE),
            HOST.identity(device, RuntimeConfig.DEFAULT, Precision.FP32, 1),
            new Circumstances(
                Instant.parse("2026-01-01T00:00:00Z"),
                "test",
                "none",
                "none",
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                new TreeMap<>()),
            List.of(),
            List.of()));
  }

  private void edit(Path folder, String from, String to) throws IOException {
    Path json = folder.resolve("profile.json");
    String text = Files.readString(json);
    assertTrue(text.contains(from), text);
    Files.writeString(json, text.replace(from, to));
  }

  @Test
  void namesEveryBadProfileAndComparesTheOthers() throws Exception {
    Path threads = write("a");
    edit(threads, "\"threads\" : 1", "\"threads\" : 4096");
    Path options = write("b");
    edit(options, "\"provider_options\" : { }", "\"provider_options\" : {\"x\": \"y\"}");
    Path broken = write("c");
    Files.writeString(broken.resolve("profile.json"), "{");
    Path pipe = write("d");
    Files.delete(pipe.resolve("operations.csv"));
    assumeTrue(
        new ProcessBuilder("mkfifo", pipe.resolve("operations.csv").toString()).start().waitFor()
            == 0,
        "no mkfifo here");
    Path good = write("e");
    List<Known> known = KnownProfiles.below(root, HOST);
    assertEquals(
        List.of(threads, options, broken, pipe, good), known.stream().map(Known::folder).toList());
    assertEquals(
        List.of(false, false, false, false, true), known.stream().map(Known::matches).toList());
    assertTrue(known.get(0).reason().contains("threads 4096"), known.get(0).reason());
    assertTrue(known.get(1).reason().contains("no options"), known.get(1).reason());
    assertTrue(known.get(2).reason().contains("profile.json:1"), known.get(2).reason());
    assertTrue(known.get(3).reason().contains("is a pipe"), known.get(3).reason());
  }

  @Test
  void namesAFolderThatCannotBeLookedInto() throws IOException {
    Path good = write("e");
    Path closed = Files.createDirectory(root.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeTrue(!Files.isReadable(closed), "this user may read everything");
      List<Known> known = KnownProfiles.below(root, HOST);
      assertEquals(List.of(closed, good), known.stream().map(Known::folder).toList());
      assertTrue(known.get(0).reason().contains("permission denied"), known.get(0).reason());
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
