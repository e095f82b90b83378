/**
 * This package holds what an exported file says of itself (metadata: input contract, labels,
 * accuracy, latency, provenance) and the check that its scores equal those of the network that it
 * was made from.
 *
 * <p>Latencies are milliseconds, accuracies fractions from 0 to 1.
 */
package io.edgenas.onnx.file;
