/**
 * This package writes networks as ONNX graphs with 8-bit integers between QuantizeLinear and
 * DequantizeLinear nodes (QDQ), weights per channel, activations per tensor.
 *
 * <p>Ranges are in the units of the values. Depends on {@code io.edgenas.onnx.emit}.
 */
package io.edgenas.onnx.int8;
