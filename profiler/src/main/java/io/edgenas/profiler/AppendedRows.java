package io.edgenas.profiler;

import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profile.ProfileAppender;
import io.edgenas.profile.RoundMeasurement;
import java.io.IOException;
import java.util.List;

/** Measurements that go straight into a profile's folder; whoever opened it closes it. */
public record AppendedRows(ProfileAppender appender) implements ProfileRun.Rows {
  @Override
  public List<RoundMeasurement> rounds() {
    return appender.rounds();
  }

  @Override
  public void append(List<RoundMeasurement> bursts) throws IOException {
    appender.append(bursts);
  }

  @Override
  public void update(List<OperationMeasurement> operations, List<NetworkMeasurement> networks)
      throws IOException {
    appender.update(operations, networks);
  }
}
