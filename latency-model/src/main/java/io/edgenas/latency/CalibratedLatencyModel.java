package io.edgenas.latency;

import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.space.SpaceIdentity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Table latencies, calibrated on measured networks.
 *
 * @param boundFactor factor from the prediction to its 95 % bound; empty without validation
 */
record CalibratedLatencyModel(
    SpaceIdentity space,
    String profile,
    FeatureTable table,
    Calibration calibration,
    OptionalDouble boundFactor,
    Optional<ModelError> error)
    implements LatencyModel {

  @Override
  public Prediction predict(Network network) {
    Features features = table.orNull(network);
    if (features == null) {
      throw new MissingRowException(profile, missing(network));
    }
    double latencyMs = calibration.latencyUs(features) / 1e3;
    OptionalDouble upperMs =
        boundFactor.isPresent()
            ? OptionalDouble.of(latencyMs * boundFactor.getAsDouble())
            : OptionalDouble.empty();
    return new Prediction(latencyMs, upperMs, 1);
  }

  @Override
  public List<Operation> missing(Network network) {
    return table.missing(network);
  }
}
