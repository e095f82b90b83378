/**
 * This package writes networks as ONNX graphs, with batch norm folded into the convolution before
 * it. The same code makes the micro-models that are measured and the files that ship.
 *
 * <p>Tensors are {@code [batch, channels, height, width]}. Depends on {@code io.edgenas.network}
 * and the ONNX protobuf classes; knows no runtime.
 */
package io.edgenas.onnx.emit;
