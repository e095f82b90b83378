package io.edgenas.latency;

import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.operation.Operation;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.ArrayList;
import java.util.List;

/** The contract for a profile with calibration and validation networks. */
class CalibratedModelContractTest extends LatencyModelContract {
  private static final MbConvSpace SPACE = MbConvSpace.builtIn("ofa-mbv3-w1.2");
  private static final Task TASK = Task.of(SPACE, 10, 3);
  private static final SyntheticDevice DEVICE = new SyntheticDevice(SPACE, TASK, List.of(160, 192));
  private static final List<OperationMeasurement> ROWS = DEVICE.allOperations();
  private static final List<NetworkMeasurement> NETWORKS = networks();
  private static final LatencyModel MODEL = model(ROWS);

  private static List<NetworkMeasurement> networks() {
    List<NetworkMeasurement> networks =
        new ArrayList<>(DEVICE.networks(20, Role.CALIBRATION, 0.02, 2));
    networks.addAll(DEVICE.networks(20, Role.VALIDATION, 0.02, 3));
    return networks;
  }

  private static LatencyModel model(List<OperationMeasurement> rows) {
    return LatencyModels.of(DEVICE.profile(rows, NETWORKS), SPACE);
  }

  @Override
  MbConvSpace space() {
    return SPACE;
  }

  @Override
  Task task() {
    return TASK;
  }

  @Override
  LatencyModel model() {
    return MODEL;
  }

  @Override
  LatencyModel modelWithout(Operation operation) {
    return model(without(ROWS, operation));
  }

  @Override
  List<Integer> resolutions() {
    return List.of(160, 164, 176, 192);
  }
}
