package io.edgenas.latency.calibrate;

import io.edgenas.latency.MissingRowException;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What layers cost before {@link Calibration}. Safe for several threads. */
interface LayerCosts {
  /** Cost of a run whatever it computes, in microseconds, 0 or more. */
  double constantUs();

  /** The cost of a layer, above 0, without the constant; empty where nothing is known of it. */
  OptionalDouble layerUs(Network network, Layer layer);

  /** How the cost of a layer divides by kind of work, for calibration; empty where unknown. */
  Map<String, Double> shares(Operation operation);

  /** The failure to predict a network with these layers, of which nothing is known. */
  MissingRowException missing(Network network, List<Operation> missing);
}
