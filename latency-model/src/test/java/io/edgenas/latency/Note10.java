package io.edgenas.latency;

import io.edgenas.fixtures.Reference;
import io.edgenas.latency.foreign.ForeignLatencyTable;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.space.mbconv.MbConvSpace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** once-for-all's published tables of a Samsung Note10; tests skip where they are absent. */
public final class Note10 {
  public static final MbConvSpace SPACE = MbConvSpace.builtIn("ofa-mbv3-w1.2");

  private Note10() {}

  public static List<Path> files() {
    Path folder = Reference.folder("ofa-note10");
    return Stream.of(160, 176, 192, 208, 224)
        .map(resolution -> folder.resolve(resolution + "_lookup_table.yaml"))
        .toList();
  }

  static DeviceProfile profile() {
    return ForeignLatencyTable.read(SPACE, files())
        .toProfile("note10", Instant.parse("2026-11-21T10:00:00Z"), "0.1.0");
  }
}
