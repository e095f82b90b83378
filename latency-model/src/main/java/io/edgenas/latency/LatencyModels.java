package io.edgenas.latency;

import io.edgenas.input.BadInputException;
import io.edgenas.latency.Calibration.Sample;
import io.edgenas.network.Lowering;
import io.edgenas.network.Network;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes latency models from device profiles. */
public final class LatencyModels {
  private LatencyModels() {}

  /**
   * The model of a profile: its table, calibrated on its calibration networks, with the error on
   * its validation networks. Measured networks that the table does not cover (of an unfinished
   * profile) are left out; with fewer than two for validation the model is unvalidated.
   *
   * @throws BadInputException if the profile is of another space, naming both, or holds a network
   *     that the space does not allow
   */
  public static LatencyModel of(DeviceProfile profile, SearchSpace space) {
    profile.space().require(SpaceIdentity.of(space), "profile " + profile.name());
    FeatureTable table = new FeatureTable(profile);
    List<Sample> samples =
        covered(profile, space, table, Role.CALIBRATION).stream()
            .map(measured -> new Sample(measured.features(), measured.latencyUs()))
            .toList();
    Calibration calibration = Calibration.fit(samples, table.callOverheadUs());
    List<ModelError.Pair> pairs =
        covered(profile, space, table, Role.VALIDATION).stream()
            .map(
                measured ->
                    new ModelError.Pair(
                        measured.row().arch().resolution(),
                        calibration.latencyUs(measured.features()),
                        measured.latencyUs(),
                        measured.row().repeatMedianUs()))
            .toList();
    OptionalDouble boundFactor =
        UpperBound.factor(
            pairs.stream()
                .mapToDouble(pair -> Math.log(pair.measuredUs() / pair.predictedUs()))
                .toArray());
    Optional<ModelError> error =
        boundFactor.isEmpty() ? Optional.empty() : Optional.of(ModelError.of(pairs));
    return new CalibratedLatencyModel(
        profile.space(), profile.name(), table, calibration, boundFactor, error);
  }

  /** A measured network that the table covers. */
  private record Measured(NetworkMeasurement row, Features features) {
    double latencyUs() {
      return row.latency().medianUs();
    }
  }

  private static List<Measured> covered(
      DeviceProfile profile, SearchSpace space, FeatureTable table, Role role) {
    List<Measured> found = new ArrayList<>();
    for (NetworkMeasurement row : profile.networks(role)) {
      Features features = table.orNull(lower(profile, space, row));
      if (features != null) {
        found.add(new Measured(row, features));
      }
    }
    return found;
  }

  private static Network lower(DeviceProfile profile, SearchSpace space, NetworkMeasurement row) {
    try {
      return Lowering.lower(space, Task.of(space, row.classes(), row.channels()), row.arch());
    } catch (BadInputException e) {
      throw new BadInputException(
          "profile " + profile.name() + ", network " + row.arch() + ": " + e.getMessage(), e);
    }
  }
}
