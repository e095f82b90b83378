package io.edgenas.latency;

import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import io.edgenas.space.SpaceIdentity;
import java.util.List;
import java.util.Optional;

/**
 * Predicts the latency of networks of one space on one device in one configuration. Safe for
 * several threads; the same network has the same prediction.
 */
public interface LatencyModel {
  /** The space whose networks it predicts. */
  SpaceIdentity space();

  /** What messages call the profile behind it: device and configuration. */
  String profile();

  /**
   * The latency of a network.
   *
   * @throws MissingRowException if {@link #missing} is not empty: a missing row is never a zero
   */
  Prediction predict(Network network);

  /** The operations of a network that the profile does not cover, each once, in order. */
  List<Operation> missing(Network network);

  /** Share of the layers that the profile covers, 0 to 1. */
  default double coverage(Network network) {
    List<Operation> missing = missing(network);
    long absent = network.operations().stream().filter(missing::contains).count();
    return 1 - (double) absent / network.layers().size();
  }

  /** How far off it is on networks that it was not fitted on; empty: it is unvalidated. */
  Optional<ModelError> error();
}
