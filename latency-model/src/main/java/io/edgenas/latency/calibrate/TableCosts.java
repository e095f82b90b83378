package io.edgenas.latency.calibrate;

import io.edgenas.latency.MissingRowException;
import io.edgenas.latency.table.TableLatency;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import io.edgenas.profile.DeviceProfile;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Measured operations, less the call overhead that each contains. */
final class TableCosts implements LayerCosts {
  /** At least this share of a measured latency is the operation itself, not the call. */
  private static final double MIN_NET_SHARE = 0.05;

  private final String profile;
  private final TableLatency table;
  private final double callOverheadUs;

  TableCosts(DeviceProfile profile) {
    this.profile = profile.name();
    this.table = new TableLatency(profile.operations());
    this.callOverheadUs = profile.circumstances().callOverheadUs().orElse(0);
  }

  @Override
  public double constantUs() {
    return callOverheadUs;
  }

  @Override
  public OptionalDouble layerUs(Network network, Layer layer) {
    OptionalDouble measured = table.at(network.arch().resolution()).latencyUs(layer.operation());
    return measured.isPresent()
        ? OptionalDouble.of(netUs(measured.getAsDouble()))
        : OptionalDouble.empty();
  }

  private double netUs(double measuredUs) {
    return Math.max(measuredUs - callOverheadUs, measuredUs * MIN_NET_SHARE);
  }

  @Override
  public Map<String, Double> shares(Operation operation) {
    return Map.of();
  }

  @Override
  public MissingRowException missing(Network network, List<Operation> missing) {
    return MissingRowException.ofTable(profile, missing);
  }
}
