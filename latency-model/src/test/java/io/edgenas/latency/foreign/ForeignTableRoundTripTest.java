package io.edgenas.latency.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.fixtures.DocumentTrees;
import io.edgenas.fixtures.Reference;
import io.edgenas.latency.Note10;
import io.edgenas.latency.table.TableCoverage;
import io.edgenas.operation.Operation;
import io.edgenas.operation.PoolOp;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.space.mbconv.MbConvSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published tables, through import and profile folder and back. */
class ForeignTableRoundTripTest {
  private static final Instant DATE = Instant.parse("2026-11-21T10:00:00Z");

  @TempDir Path folder;

  private static Path i7() {
    return Reference.folder("nsganetv2").resolve("i7-8700K_lut.yaml");
  }

  /** Each row of the file is in exactly one of its two spaces. */
  @Test
  void everyRowOfTheI7TableBelongsToOneOfItsSpaces() {
    ForeignLatencyTable narrow =
        ForeignLatencyTable.read(MbConvSpace.builtIn("ofa-mbv3-w1.0"), List.of(i7()));
    ForeignLatencyTable wide =
        ForeignLatencyTable.read(MbConvSpace.builtIn("ofa-mbv3-w1.2"), List.of(i7()));
    assertEquals(ForeignDialect.NSGANETV2, narrow.dialect());
    assertEquals(4_050, narrow.operations().size() + narrow.leftOut());
    assertEquals(4_050, narrow.operations().size() + wide.operations().size());
  }

  @Test
  void valuesSurviveTheProfileFolder() throws IOException {
    MbConvSpace space = MbConvSpace.builtIn("ofa-mbv3-w1.0");
    DeviceProfile profile =
        ForeignLatencyTable.read(space, List.of(i7())).toProfile("i7", DATE, "0.1.0");
    DeviceProfile read = ProfileFolder.read(ProfileFolder.write(folder, profile));
    assertEquals(profile, read);
    // The file's own numbers, found without the code under test.
    Document row =
        Document.read(i7())
            .required(
                "MBConv-input:100x100x16-output:50x50x24-expand:3-kernel:7-stride:2-idskip:0-se:0");
    LatencyStatistics latency =
        latencyOf(read, "mbconv-in:16x100x100-out:24x50x50-mid:48-k7-s2-relu-nose-expand");
    assertEquals(row.required("mean").number(0, 9) * 1e3, latency.medianUs(), 1e-9);
    double sd = Math.sqrt(row.required("var").number(0, 9)) * 1e3;
    assertEquals(2.5631 * sd, latency.p90Us() - latency.p10Us(), 0.01 * sd);
    assertTrue(latency.ciLowUs().isEmpty(), "nobody knows how often it was measured");
  }

  private static LatencyStatistics latencyOf(DeviceProfile profile, String key) {
    return profile.operations().stream()
        .filter(row -> row.operation().key().equals(key))
        .map(OperationMeasurement::latency)
        .findFirst()
        .orElseThrow();
  }

  /** The same table as JSON is the same table, in both dialects. */
  @Test
  void readsTheSameFromJsonAsFromYaml() throws IOException {
    List<Path> files = new ArrayList<>(Note10.files());
    files.add(i7());
    for (Path file : files) {
      String text = Json.line(DocumentTrees.of(Document.read(file)));
      Path json = Files.writeString(folder.resolve("table.json"), text);
      assertEquals(
          ForeignLatencyTable.read(Note10.SPACE, List.of(file)),
          ForeignLatencyTable.read(Note10.SPACE, List.of(json)));
    }
  }

  @Test
  void withAPoolTheI7TableCoversEveryResolutionOfItsSpaces() {
    for (String name : List.of("ofa-mbv3-w1.0", "ofa-mbv3-w1.2")) {
      MbConvSpace space = MbConvSpace.builtIn(name);
      ForeignLatencyTable table = ForeignLatencyTable.read(space, List.of(i7()));
      assertEquals(List.of(), TableCoverage.of(table.operations(), space).resolutions());
      TableCoverage coverage = TableCoverage.of(table.withPool(space, 0.01).operations(), space);
      assertEquals(space.resolutions(), coverage.resolutions());
      Map<Boolean, Integer> pools = new HashMap<>();
      TableCoverage.of(table.operations(), space)
          .missing()
          .forEach(operation -> pools.merge(operation instanceof PoolOp, 1, Integer::sum));
      assertEquals(Map.of(true, 4), pools);
    }
  }

  @Test
  void aPoolThatIsMeasuredIsNotReplaced() {
    ForeignLatencyTable table = ForeignLatencyTable.read(Note10.SPACE, Note10.files());
    Optional<Operation> assumed =
        table.withPool(Note10.SPACE, 500).operations().stream()
            .filter(row -> row.operation() instanceof PoolOp && row.latency().medianUs() == 500e3)
            .map(OperationMeasurement::operation)
            .filter(
                pool -> table.operations().stream().anyMatch(row -> row.operation().equals(pool)))
            .findFirst();
    assertEquals(Optional.empty(), assumed);
  }
}
