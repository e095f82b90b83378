package io.edgenas.profile;

import io.edgenas.base.input.Check;
import io.edgenas.operation.Operation;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The latency of one operation.
 *
 * @param operation what was measured; its key names the row
 * @param resolution the image side in pixels of the networks that the row holds for; empty, as in
 *     every profile of our own, for all. Tables of others measure operations inside networks of one
 *     resolution and hold the same operation (the classifier, say) once per resolution.
 * @param latency per batch of the profile's identity
 * @param modelSha256 digest of the measured ONNX file; empty where nothing of ours was measured
 */
public record OperationMeasurement(
    Operation operation,
    OptionalInt resolution,
    LatencyStatistics latency,
    Optional<String> modelSha256) {
  static final int MAX_RESOLUTION = 4_096;

  public OperationMeasurement {
    resolution.ifPresent(pixels -> Check.range("resolution", pixels, 1, MAX_RESOLUTION));
    modelSha256.ifPresent(Digests::check);
  }

  /** A measurement that holds at every resolution. */
  public OperationMeasurement(Operation operation, LatencyStatistics latency, String modelSha256) {
    this(operation, OptionalInt.empty(), latency, Optional.of(modelSha256));
  }

  /** What names the row: the operation's key, and the resolution where the row has one. */
  public String rowKey() {
    return operation.key()
        + (resolution.isPresent() ? " at resolution " + resolution.getAsInt() : "");
  }
}
