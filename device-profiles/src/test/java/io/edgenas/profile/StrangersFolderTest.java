package io.edgenas.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A profile's folder from somebody else, made to write elsewhere, to hang or to mislead. */
class StrangersFolderTest {
  private static final String PRECIOUS = "not to be written over\n";

  @TempDir private Path temporary;
  private Path root;
  private Path elsewhere;
  private Path folder;
  private Path precious;

  @BeforeEach
  void write() throws IOException {
    root = Files.createDirectory(temporary.resolve("profiles"));
    elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    folder = ProfileFolder.write(root, SampleProfiles.profile());
    precious = Files.writeString(elsewhere.resolve("precious"), PRECIOUS);
  }

  private String refusalToAppend() {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThrows(
                    BadInputException.class,
                    () ->
                        ProfileAppender.open(
                                root,
                                SampleProfiles.SPACE,
                                SampleProfiles.identity(),
                                SampleProfiles.circumstances())
                            .close())
                .getMessage());
  }

  private String refusalToRead() {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThrows(
                    BadInputException.class,
                    () -> {
                      ProfileFolder.read(folder);
                      ProfileFolder.readRounds(folder);
                    })
                .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rounds.csv", "operations.csv", "networks.csv", "profile.json"})
  void writesThroughNoLink(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
    Files.createSymbolicLink(folder.resolve(name), precious);
    String message = refusalToAppend();
    assertTrue(message.contains(name + " is a symbolic link to " + precious), message);
    assertEquals(PRECIOUS, Files.readString(precious));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rounds.csv", "operations.csv", "networks.csv", "profile.json"})
  void makesNoFileBehindALinkThatLeadsNowhere(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
    Path absent = elsewhere.resolve("absent");
    Files.createSymbolicLink(folder.resolve(name), absent);
    assertTrue(refusalToAppend().contains("is a symbolic link"));
    assertFalse(Files.exists(absent));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void writesIntoNoFolderBehindALink(boolean device) throws IOException {
    Path linked = device ? folder.getParent() : folder;
    Path moved = Files.move(linked, elsewhere.resolve("moved"));
    Files.createSymbolicLink(linked, moved);
    String message = refusalToAppend();
    assertTrue(message.contains(linked + " is a symbolic link to " + moved), message);
    assertFalse(Files.exists(moved.resolve("rounds.csv")));
  }

  @Test
  void writesNoNewProfileIntoAFolderBehindALink() throws IOException {
    Path other = Files.createDirectory(temporary.resolve("other"));
    Path device = other.resolve(folder.getParent().getFileName());
    Files.createSymbolicLink(device, elsewhere);
    String message =
        assertThrows(
                BadInputException.class, () -> ProfileFolder.write(other, SampleProfiles.profile()))
            .getMessage();
    assertTrue(message.contains(device + " is a symbolic link"), message);
    try (var entries = Files.list(elsewhere)) {
      assertEquals(List.of(precious), entries.toList());
    }
  }

  @Test
  void takesARootBehindALinkAsThePersonGaveIt() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), root);
    ProfileAppender.open(
            link, SampleProfiles.SPACE, SampleProfiles.identity(), SampleProfiles.circumstances())
        .close();
    assertTrue(Files.exists(folder.resolve("rounds.csv")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rounds.csv", "operations.csv", "networks.csv", "profile.json"})
  void waitsForNoPipe(String name) throws Exception {
    Path pipe = folder.resolve(name);
    Files.deleteIfExists(pipe);
    assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
    assertTrue(refusalToRead().contains(name + " is a pipe"), refusalToRead());
    assertTrue(refusalToAppend().contains(name + " is not a regular file"), refusalToAppend());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rounds.csv", "operations.csv", "networks.csv", "profile.json"})
  void readsNoDeviceWithoutEnd(String name) throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/zero")), "no /dev/zero here");
    Files.deleteIfExists(folder.resolve(name));
    Files.createSymbolicLink(folder.resolve(name), Path.of("/dev/zero"));
    String message = refusalToRead();
    assertTrue(message.contains(name + " is a pipe, a socket or a device"), message);
    Files.delete(folder.resolve(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sentinel_us | 0 | sentinel_us: value 0.0 is not allowed: 0.1 to",
        "sentinel_us | -1240.5 | sentinel_us: value -1240.5 is not allowed",
        "sentinel_us | 1e300 | sentinel_us: value 1.0E300 is not allowed",
        "sentinel_us | 0.0001 | sentinel_us: value 1.0E-4 is not allowed",
        "sentinel_us | \"NaN\" | sentinel_us: expected a number",
        "call_overhead_us | -1 | call_overhead_us: value -1.0 is not allowed",
        "timer_step_ns | 1e99 | timer_step_ns: value 1.0E99 is not allowed",
        "date | \"+999999-01-01T00:00:00Z\" | year of the date 999999 is not allowed",
        "date | \"1969-01-01T00:00:00Z\" | year of the date 1969 is not allowed",
        "cores | 1000000 | cores: value 1000000 is not allowed",
        "threads | 100000 | threads: value 100000 is not allowed",
        "batch | 1e9 | batch: expected a whole number",
        "cpu | \"Xeon\u202egnp.exe\" | cpu 'Xeon",
        "power_mode | \"a\u2028b\" | power mode 'a",
      })
  void refusesAbsurdValuesByName(String key, String value, String message) throws IOException {
    Path json = folder.resolve("profile.json");
    String before = Files.readString(json);
    String text =
        before.replaceFirst(
            "\"" + key + "\" : [^\n]*?(,?)\n", "\"" + key + "\" : " + value + "$1\n");
    if (text.equals(before)) {
      text = before.replaceFirst("\"notes\"", "\"" + key + "\" : " + value + ",\n    \"notes\"");
    }
    Files.writeString(json, text);
    String refusal = refusalToRead();
    assertTrue(refusal.contains("profile.json:"), refusal);
    assertTrue(refusal.contains(message), refusal);
  }

  @Test
  void takesTheDateOfABoardWithoutABattery() throws IOException {
    Path json = folder.resolve("profile.json");
    Files.writeString(json, Files.readString(json).replaceFirst("2026-11-21T", "1970-01-01T"));
    ProfileFolder.read(folder);
  }

  @Test
  void saysThatATableIsInAnotherEncoding() throws IOException {
    Path table = folder.resolve("networks.csv");
    String text = Files.readString(table);
    Files.write(table, ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE));
    assertTrue(refusalToRead().contains("networks.csv:1: is text in UTF-16, not UTF-8: save"));
    Files.writeString(table, text.replace('\n', '\r'));
    assertTrue(refusalToRead().contains("networks.csv:1: its lines end in carriage returns"));
    Files.writeString(table, "\ufeff" + text);
    assertEquals(SampleProfiles.profile(), ProfileFolder.read(folder));
  }
}
