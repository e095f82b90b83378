package io.edgenas.latency.calibrate;

import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.ModelError;
import io.edgenas.latency.Prediction;
import io.edgenas.latency.calibrate.Calibration.LayerLatency;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import io.edgenas.space.SpaceIdentity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Layer costs, calibrated on measured networks. Each place of a network is computed once. */
final class CalibratedLatencyModel implements LatencyModel {
  private final SpaceIdentity space;
  private final String profile;
  private final LayerCosts costs;
  private final Calibration calibration;
  private final OptionalDouble boundFactor;
  private final Optional<ModelError> error;
  private final Map<Place, Optional<LayerLatency>> known = new ConcurrentHashMap<>();

  /** A layer in networks of a resolution. */
  private record Place(int resolution, Layer layer) {}

  /**
   * @param boundFactor factor from the prediction to its 95 % bound; empty without validation
   */
  CalibratedLatencyModel(
      SpaceIdentity space,
      String profile,
      LayerCosts costs,
      Calibration calibration,
      OptionalDouble boundFactor,
      Optional<ModelError> error) {
    this.space = space;
    this.profile = profile;
    this.costs = costs;
    this.calibration = calibration;
    this.boundFactor = boundFactor;
    this.error = error;
  }

  @Override
  public SpaceIdentity space() {
    return space;
  }

  @Override
  public String profile() {
    return profile;
  }

  @Override
  public Optional<ModelError> error() {
    return error;
  }

  @Override
  public Prediction predict(Network network) {
    List<LayerLatency> layers = new ArrayList<>(network.layers().size());
    for (Layer layer : network.layers()) {
      layers.add(known(network, layer).orElseThrow(() -> costs.missing(network, missing(network))));
    }
    double latencyMs = calibration.latencyUs(network, layers) / 1e3;
    OptionalDouble upperMs =
        boundFactor.isPresent()
            ? OptionalDouble.of(latencyMs * boundFactor.getAsDouble())
            : OptionalDouble.empty();
    return new Prediction(latencyMs, upperMs, 1);
  }

  @Override
  public List<Operation> missing(Network network) {
    Set<Operation> missing = new LinkedHashSet<>();
    for (Layer layer : network.layers()) {
      if (known(network, layer).isEmpty()) {
        missing.add(layer.operation());
      }
    }
    return new ArrayList<>(missing);
  }

  private Optional<LayerLatency> known(Network network, Layer layer) {
    Place place = new Place(network.arch().resolution(), layer);
    Optional<LayerLatency> latency = known.get(place);
    if (latency == null) {
      latency = calibration.layer(network, layer);
      known.put(place, latency);
    }
    return latency;
  }
}
