package io.edgenas.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bursts are appended until no more can be written. What stands for the full disk is a limit of the
 * shell's on the size of a file, which too lets a part of the last write through.
 */
class FullDiskTest {
  /** Blocks of 512 or 1,024 bytes, as shells differ. */
  private static final int LIMIT = 10;

  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir Path root;

  /** Appends until it fails; says how many groups were kept, and the failure. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws IOException {
      try (ProfileAppender appender = open(Path.of(args[0]))) {
        for (int group = 1; ; group++) {
          try {
            appender.append(group(group));
          } catch (IOException e) {
            System.out.print((group - 1) + " " + e.getMessage());
            return;
          }
        }
      }
    }
  }

  private static ProfileAppender open(Path root) throws IOException {
    return ProfileAppender.open(
        root, SampleProfiles.SPACE, SampleProfiles.identity(), SampleProfiles.circumstances());
  }

  private static List<RoundMeasurement> group(int group) {
    return SampleProfiles.rounds().stream()
        .map(
            burst ->
                new RoundMeasurement(
                    group, // a key is there once per round
                    group,
                    burst.kind(),
                    burst.key(),
                    burst.latency(),
                    burst.modelSha256()))
        .toList();
  }

  @Test
  void keepsWholeGroupsNamesTheFileAndGoesOn() throws Exception {
    assumeTrue(Files.isExecutable(SHELL), "no shell here that limits the size of files");
    Process writer =
        new ProcessBuilder(
                SHELL.toString(),
                "-c",
                "ulimit -f " + LIMIT + " && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(writer.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, writer.exitValue());
    Path file = ProfileFolder.locate(root, SampleProfiles.identity()).resolve("rounds.csv");
    assertTrue(said.contains(file + " cannot be written"), said);
    assertTrue(said.contains("run the same command again"), said);

    int groups = Integer.parseInt(said.substring(0, said.indexOf(' ')));
    assertTrue(groups > 0, said);
    int each = SampleProfiles.rounds().size();
    try (ProfileAppender appender = open(root)) {
      assertEquals(groups * each, appender.rounds().size());
      appender.append(group(groups + 1));
    }
    assertEquals((groups + 1) * each, ProfileFolder.readRounds(file.getParent()).size());
  }
}
