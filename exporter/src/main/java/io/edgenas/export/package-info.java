/**
 * ONNX files: emission of networks with batch norm folded, the metadata that an app needs, the
 * check of strangers' files, and the parity of a file with the network it was made from.
 *
 * <p>Depends on {@code io.edgenas.network}, {@code io.edgenas.images} and the ONNX protobuf
 * classes; knows no runtime. Latencies are milliseconds, accuracies fractions 0 to 1.
 */
package io.edgenas.export;
