package io.edgenas.profile;

import io.edgenas.base.input.Document;
import io.edgenas.base.table.Table;
import io.edgenas.fixtures.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damaged profile files are read or refused with file and line; nothing else. */
class ProfileFuzzTest {
  private static final int INPUTS = 2_400;

  @Test
  void operationsTablesAreReadOrRefused() {
    fuzz(ProfileFolder.OPERATIONS, SampleProfiles.operations());
  }

  @Test
  void networksTablesAreReadOrRefused() {
    fuzz(ProfileFolder.NETWORKS, SampleProfiles.networks());
  }

  @Test
  void tablesOfRoundsAreReadOrRefused() {
    fuzz(ProfileFolder.ROUNDS, SampleProfiles.rounds());
  }

  private static <T> void fuzz(Table<T> table, List<T> rows) {
    Fuzz.assertReadOrRefused(
        table.fileName(),
        table.text(rows),
        INPUTS,
        bytes -> table.read(bytes, table.fileName()),
        read -> table.read(table.text(read).getBytes(StandardCharsets.UTF_8), "written.csv"));
  }

  @Test
  void profileJsonIsReadOrRefused() {
    DeviceProfile sample = SampleProfiles.profile();
    Fuzz.assertReadOrRefused(
        "profile.json",
        new ProfileFile(sample.space(), sample.identity(), sample.circumstances()).text(),
        INPUTS,
        bytes -> ProfileFile.read(Document.parse(bytes, "profile.json")),
        read -> ProfileFile.read(Document.parse(read.text(), "written.json")));
  }
}
