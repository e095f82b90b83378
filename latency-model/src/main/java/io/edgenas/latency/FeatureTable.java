package io.edgenas.latency;

import io.edgenas.network.Layer;
import io.edgenas.network.MbConvOp;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.profile.DeviceProfile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Sums a network's table latencies by kind of layer. Safe for several threads. */
final class FeatureTable {
  /** At least this share of a measured latency is the operation itself, not the call. */
  private static final double MIN_NET_SHARE = 0.05;

  private final TableLatency table;
  private final double callOverheadUs;

  FeatureTable(DeviceProfile profile) {
    this.table = new TableLatency(profile.operations());
    this.callOverheadUs = profile.circumstances().callOverheadUs().orElse(0);
  }

  double callOverheadUs() {
    return callOverheadUs;
  }

  /** Empty result: every layer is covered. */
  List<Operation> missing(Network network) {
    TableLatency.Slice slice = table.at(network.arch().resolution());
    Set<Operation> missing = new LinkedHashSet<>();
    for (Layer layer : network.layers()) {
      if (slice.latencyUs(layer.operation()).isEmpty()) {
        missing.add(layer.operation());
      }
    }
    return new ArrayList<>(missing);
  }

  /** The features, or null where a layer is missing: this is the search's innermost loop. */
  Features orNull(Network network) {
    TableLatency.Slice slice = table.at(network.arch().resolution());
    double stemUs = 0;
    double blocksUs = 0;
    double headUs = 0;
    boolean first = true;
    for (Layer layer : network.layers()) {
      OptionalDouble measured = slice.latencyUs(layer.operation());
      if (measured.isEmpty()) {
        return null;
      }
      double us = netUs(measured.getAsDouble());
      if (first) {
        stemUs += us;
      } else if (layer.operation() instanceof MbConvOp) {
        blocksUs += us;
      } else {
        headUs += us;
      }
      first = false;
    }
    return new Features(stemUs, blocksUs, headUs, network.layers().size());
  }

  private double netUs(double measuredUs) {
    return Math.max(measuredUs - callOverheadUs, measuredUs * MIN_NET_SHARE);
  }
}
