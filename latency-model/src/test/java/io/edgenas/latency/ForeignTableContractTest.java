package io.edgenas.latency;

import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.operation.Operation;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** The contract for an imported table, at its resolutions and between them. */
class ForeignTableContractTest extends LatencyModelContract {
  private static DeviceProfile profile;
  private static LatencyModel model;

  @BeforeAll
  static void importTable() {
    profile = Note10.profile();
    model = LatencyModels.of(profile, Note10.SPACE);
  }

  @Override
  MbConvSpace space() {
    return Note10.SPACE;
  }

  @Override
  Task task() {
    return Task.of(Note10.SPACE, 1000, 3);
  }

  @Override
  LatencyModel model() {
    return model;
  }

  @Override
  LatencyModel modelWithout(Operation operation) {
    return LatencyModels.of(
        new DeviceProfile(
            profile.space(),
            profile.identity(),
            profile.circumstances(),
            without(profile.operations(), operation),
            profile.networks()),
        Note10.SPACE);
  }

  @Override
  List<Integer> resolutions() {
    return List.of(160, 168, 176, 192, 220, 224);
  }
}
