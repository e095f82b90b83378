package io.edgenas.profiler;

import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profile.ProfileAppender;
import java.io.IOException;

/** Measurements that go straight into a profile's folder; whoever opened it closes it. */
public record AppendedRows(ProfileAppender appender) implements ProfileRun.Rows {
  @Override
  public void append(OperationMeasurement measurement) throws IOException {
    appender.append(measurement);
  }

  @Override
  public void append(NetworkMeasurement measurement) throws IOException {
    appender.append(measurement);
  }
}
