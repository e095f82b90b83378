package io.edgenas.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFolderTest {
  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void writeSample() throws IOException {
    folder = ProfileFolder.write(root, SampleProfiles.profile());
  }

  @Test
  void readsBackWhatWasWritten() {
    assertEquals(SampleProfiles.profile(), ProfileFolder.read(folder));
  }

  @Test
  void liesInTheFoldersOfDeviceAndConfiguration() {
    assertEquals(root.resolve("gateway-7").resolve("cpu-fp32-t1-b1-o84e5b079"), folder);
  }

  @Test
  void readsTheOnlyProfileBelowADeviceOrARoot() {
    assertEquals(SampleProfiles.profile(), ProfileFolder.read(folder.getParent()));
    assertEquals(SampleProfiles.profile(), ProfileFolder.read(root));
  }

  @Test
  void listsTheProfilesWhereThereAreSeveral() throws IOException {
    DeviceProfile sample = SampleProfiles.profile();
    ProfileFolder.write(
        root,
        new DeviceProfile(
            sample.space(),
            SampleProfiles.identity("pi-5", "ondemand", "1.29"),
            sample.circumstances(),
            List.of(),
            List.of()));
    String message = refusal(root);
    assertTrue(message.contains("several profiles"), message);
    assertTrue(message.contains(folder.toString()), message);
    assertTrue(message.contains(Path.of("pi-5", "cpu-fp32-t1-b1-o84e5b079").toString()), message);
  }

  @Test
  void saysWhichFolderHoldsNoProfile(@TempDir Path empty) {
    assertTrue(refusal(empty).contains(empty + " holds no profile"));
    assertTrue(refusal(empty.resolve("absent")).contains("absent does not exist"));
  }

  @Test
  void doesNotWriteOverAProfile() {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> ProfileFolder.write(root, SampleProfiles.profile()));
    assertTrue(e.getMessage().contains("holds a profile already"), e.getMessage());
  }

  @Test
  void refusesATruncatedTableWithItsLineAndWhatToDo() throws IOException {
    edit("operations.csv", text -> text.substring(0, text.length() - 1));
    int lines = SampleProfiles.operations().size() + 1;
    String message = refusal(folder);
    assertTrue(message.contains("operations.csv:" + lines + ": the file ends in"), message);
    assertTrue(message.contains("run the profiler again"), message);
  }

  @Test
  void refusesAnEmptyTable() throws IOException {
    edit("networks.csv", text -> "");
    assertTrue(refusal(folder).contains("networks.csv:1: the file ends in"));
  }

  @Test
  void refusesAMissingTable() throws IOException {
    Files.delete(folder.resolve("networks.csv"));
    assertTrue(refusal(folder).contains("networks.csv is missing"));
  }

  @Test
  void refusesRowsThatStandTwice() throws IOException {
    edit("operations.csv", text -> text + text.lines().skip(1).findFirst().orElseThrow() + "\n");
    int line = SampleProfiles.operations().size() + 2;
    String message = refusal(folder);
    assertTrue(message.contains("operations.csv:" + line + ": conv-in:"), message);
    assertTrue(message.contains("stands in the file already"), message);
  }

  @Test
  void refusesAnotherHeader() throws IOException {
    edit("operations.csv", text -> text.replaceFirst("median_us,p10_us", "p10_us,median_us"));
    assertTrue(refusal(folder).contains("operations.csv:1: the header is"));
  }

  @Test
  void namesFileLineColumnAndValueOfAMalformedNumber() throws IOException {
    for (String bad : List.of("NaN", "-3", "1e5", "0x10", "1d", " 5", "", "Infinity")) {
      edit("networks.csv", text -> text.replaceFirst("55.125", bad));
      String message = refusal(folder);
      assertTrue(message.contains("networks.csv:2: column median_us has '" + bad), message);
      edit("networks.csv", text -> ProfileFolder.NETWORKS.text(SampleProfiles.networks()));
    }
  }

  @Test
  void refusesValuesOutOfRange() throws IOException {
    edit("networks.csv", text -> text.replaceFirst("55.125,54", "0,0"));
    assertTrue(refusal(folder).contains("networks.csv:2: median_us 0.0 is not allowed"));
    edit("networks.csv", text -> text.replaceFirst(",0,0", ",9999999999,0"));
    assertTrue(refusal(folder).contains("networks.csv:2: median_us 9.999999999E9 is not"));
  }

  @Test
  void refusesRoundsThatAreNoNumbersOrOutOfRange() throws IOException {
    edit("networks.csv", text -> text.replaceFirst("1229.0 ", "x "));
    assertTrue(refusal(folder).contains("networks.csv:3: column round_medians_us has 'x'"));
    edit("networks.csv", text -> text.replaceFirst("x ", " "));
    assertTrue(refusal(folder).contains("networks.csv:3: column round_medians_us has ''"));
    edit("networks.csv", text -> text.replaceFirst("1234.5  ", "1234.5 0 "));
    assertTrue(refusal(folder).contains("round_medians_us 0.0 is not allowed"), refusal(folder));
  }

  @Test
  void refusesAnUnknownRole() throws IOException {
    edit("networks.csv", text -> text.replaceFirst("calibration", "both"));
    assertTrue(refusal(folder).contains("networks.csv:2: column role has 'both'"));
  }

  @Test
  void refusesRowsWithTooFewOrTooManyColumns() throws IOException {
    edit("networks.csv", text -> text.replaceFirst("calibration,", ""));
    assertTrue(refusal(folder).contains("networks.csv:2: has 12 columns instead of 13"));
  }

  @Test
  void refusesLinesAndFilesBeyondTheLimits() throws IOException {
    edit("networks.csv", text -> text + "k".repeat(10_000) + "\n");
    assertTrue(refusal(folder).contains("networks.csv:5: the line is longer than 8192"));
    edit("networks.csv", text -> "\n".repeat(200_000));
    assertTrue(refusal(folder).contains("networks.csv: more than 100000 lines"));
  }

  @Test
  void refusesANewerSchemaByName() throws IOException {
    edit("profile.json", text -> text.replaceFirst("\"schema\" : 1", "\"schema\" : 2"));
    assertTrue(refusal(folder).contains("schema 2 is newer"), refusal(folder));
  }

  @Test
  void refusesUnknownKeysAndMalformedFieldsOfTheJson() throws IOException {
    edit("profile.json", text -> text.replaceFirst("\"threads\"", "\"treads\""));
    assertTrue(refusal(folder).contains("unknown key 'treads' (did you mean threads?)"));
    edit("profile.json", text -> text.replaceFirst("\"treads\" : 1", "\"threads\" : 0"));
    assertTrue(refusal(folder).contains("identity.threads: value 0 is not allowed"));
    edit("profile.json", text -> text.replaceFirst("\"threads\" : 0", "\"threads\" : 1"));
    edit("profile.json", text -> text.replaceFirst("gateway-7", "../../etc"));
    assertTrue(refusal(folder).contains("identity: device id '../../etc' is not allowed"));
  }

  @Test
  void refusesADateThatIsNone() throws IOException {
    edit("profile.json", text -> text.replaceFirst("2026-11-21T10", "yesterday"));
    assertTrue(refusal(folder).contains("circumstances.date: 'yesterday"), refusal(folder));
  }

  private void edit(String file, UnaryOperator<String> change) throws IOException {
    String before = Files.readString(folder.resolve(file));
    String after = change.apply(before);
    assertTrue(!after.equals(before), "the edit changes " + file);
    Files.writeString(folder.resolve(file), after);
  }

  private static String refusal(Path path) {
    return assertThrows(BadInputException.class, () -> ProfileFolder.read(path)).getMessage();
  }
}
