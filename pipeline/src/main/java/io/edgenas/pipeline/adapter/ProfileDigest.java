package io.edgenas.pipeline.adapter;

import io.edgenas.base.output.Json;
import io.edgenas.base.output.Sha256;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.LatencyStatistics;
import java.util.ArrayList;
import java.util.List;

/** What a file says of the profile that it was chosen by. */
public final class ProfileDigest {
  private ProfileDigest() {}

  /** SHA-256 of everything in a profile that predictions depend on. */
  public static String of(DeviceProfile profile) {
    List<Object> rows = new ArrayList<>();
    rows.add(List.of(profile.name(), profile.space().fingerprint()));
    profile.operations().forEach(row -> rows.add(row(row.rowKey(), "", row.latency())));
    profile
        .networks()
        .forEach(row -> rows.add(row(row.rowKey(), row.role().text(), row.latency())));
    return Sha256.of(Json.line(rows));
  }

  private static List<Object> row(String key, String role, LatencyStatistics latency) {
    return List.of(key, role, latency.medianUs());
  }
}
