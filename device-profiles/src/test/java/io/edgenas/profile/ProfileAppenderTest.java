package io.edgenas.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.file.Spaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileAppenderTest {
  @TempDir Path root;

  @Test
  void hasTheProfileThatItWasGiven() throws IOException {
    DeviceProfile sample = SampleProfiles.profile();
    try (ProfileAppender appender = open()) {
      appender.update(sample.operations(), List.of());
    }
    try (ProfileAppender appender = open()) {
      assertEquals(sample.operations(), appender.operations());
      appender.update(List.of(), sample.networks());
      assertEquals(sample.networks(), appender.networks());
    }
    assertEquals(sample, ProfileFolder.read(root));
  }

  @Test
  void replacesRowsInTheirPlacesAndKeepsTheOthers() throws IOException {
    List<OperationMeasurement> rows = SampleProfiles.operations();
    OperationMeasurement first = rows.get(0);
    OperationMeasurement changed =
        new OperationMeasurement(
            first.operation(), first.resolution(), first.latency().times(2), first.modelSha256());
    try (ProfileAppender appender = open()) {
      appender.update(rows, List.of());
      appender.update(List.of(changed), List.of());
      List<OperationMeasurement> expected = new ArrayList<>(rows);
      expected.set(0, changed);
      assertEquals(expected, appender.operations());
      assertEquals(expected, ProfileFolder.read(root).operations());
    }
  }

  @Test
  void burstsAreOnTheDiskWhenAppendReturns() throws IOException {
    List<RoundMeasurement> bursts = SampleProfiles.rounds();
    try (ProfileAppender appender = open()) {
      appender.append(bursts);
      assertEquals(bursts, ProfileFolder.readRounds(appender.folder()));
    }
    try (ProfileAppender appender = open()) {
      assertEquals(bursts, appender.rounds());
    }
  }

  @Test
  void losesAtMostTheGroupInFlightWhereverAWriterIsKilled() throws IOException {
    List<RoundMeasurement> bursts = SampleProfiles.rounds();
    Path file;
    try (ProfileAppender appender = open()) {
      appender.append(bursts);
      file = appender.folder().resolve("rounds.csv");
    }
    byte[] whole = Files.readAllBytes(file);
    int last = startOfLastLine(whole, whole.length);
    int beforeLast = startOfLastLine(whole, last);
    for (int length = beforeLast; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      int complete = bursts.size() - (length == whole.length ? 0 : length >= last ? 1 : 2);
      try (ProfileAppender appender = open()) {
        assertEquals(bursts.subList(0, complete), appender.rounds(), "cut at " + length);
        appender.append(bursts.subList(complete, bursts.size()));
      }
      assertArrayEquals(whole, Files.readAllBytes(file), "cut at " + length);
    }
  }

  private static int startOfLastLine(byte[] bytes, int end) {
    int start = end - 1;
    while (bytes[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  @Test
  void goesOnWhereAWriterWasKilledBeforeTheProfileWasThere() throws IOException {
    Path folder = ProfileFolder.locate(root, SampleProfiles.identity());
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("rounds.csv"), "round,gro");
    try (ProfileAppender appender = open()) {
      assertEquals(List.of(), appender.rounds());
    }
    assertEquals(List.of(), ProfileFolder.read(folder).operations());
  }

  @Test
  void refusesRowsOfWhichNobodyKnowsWhatTheyMeasured() throws IOException {
    Path folder = ProfileFolder.write(root, SampleProfiles.profile());
    Files.delete(folder.resolve("profile.json"));
    assertTrue(refusal().contains("operations.csv has rows, but profile.json is missing"));
  }

  @Test
  void refusesAnyOtherMalformedRowWithItsLine() throws IOException {
    Path file = ProfileFolder.write(root, SampleProfiles.profile()).resolve("operations.csv");
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("\nconv", "\nconf"));
    assertTrue(refusal().contains("operations.csv:2: malformed operation key 'conf"), refusal());
  }

  @Test
  void refusesAnotherIdentityNamingTheFieldAndBothValues() throws IOException {
    open().close();
    String message =
        refusal(SampleProfiles.SPACE, SampleProfiles.identity("gateway-7", "powersave", "1.29"));
    assertTrue(message.contains("power_mode is 'performance', not 'powersave'"), message);
  }

  @Test
  void refusesAnotherSpaceNamingBoth() throws IOException {
    open().close();
    String message =
        refusal(SpaceIdentity.of(Spaces.builtIn("mobile-28")), SampleProfiles.identity());
    assertTrue(message.contains("measured space tiny ("), message);
    assertTrue(message.contains("not space mobile-28 ("), message);
  }

  @Test
  void warnsOfAnotherVersionOfOnnxRuntime() throws IOException {
    try (ProfileAppender appender = open()) {
      assertEquals(List.of(), appender.warnings());
    }
    try (ProfileAppender appender =
        ProfileAppender.open(
            root,
            SampleProfiles.SPACE,
            SampleProfiles.identity("gateway-7", "performance", "1.30"),
            SampleProfiles.circumstances())) {
      String warning = appender.warnings().get(0);
      assertTrue(warning.contains("ONNX Runtime 1.29, this is 1.30"), warning);
    }
  }

  @Test
  void refusesASecondWriter() throws IOException {
    try (ProfileAppender first = open()) {
      assertTrue(refusal().contains("another run is writing the profile in " + first.folder()));
    }
    open().close();
  }

  @Test
  void refusesABurstThatIsThereAlready() throws IOException {
    List<RoundMeasurement> bursts = SampleProfiles.rounds();
    try (ProfileAppender appender = open()) {
      appender.append(bursts.subList(0, 1));
      BadInputException e = assertThrows(BadInputException.class, () -> appender.append(bursts));
      assertTrue(e.getMessage().contains(bursts.get(0).key()), e.getMessage());
      assertEquals(1, ProfileFolder.readRounds(appender.folder()).size());
    }
  }

  @Test
  void recordsNewCircumstances() throws IOException {
    Circumstances old = SampleProfiles.circumstances();
    Circumstances now =
        new Circumstances(
            old.date().plusSeconds(60),
            "0.2.0",
            old.os(),
            old.jvm(),
            OptionalDouble.empty(),
            old.timerStepNs(),
            OptionalDouble.of(812.5),
            old.notes());
    try (ProfileAppender appender = open()) {
      appender.record(now);
    }
    open().close();
    assertEquals(now, ProfileFolder.read(root).circumstances());
  }

  private ProfileAppender open() throws IOException {
    return ProfileAppender.open(
        root, SampleProfiles.SPACE, SampleProfiles.identity(), SampleProfiles.circumstances());
  }

  private String refusal() {
    return refusal(SampleProfiles.SPACE, SampleProfiles.identity());
  }

  private String refusal(SpaceIdentity space, ProfileIdentity identity) {
    return assertThrows(
            BadInputException.class,
            () ->
                ProfileAppender.open(root, space, identity, SampleProfiles.circumstances()).close())
        .getMessage();
  }
}
