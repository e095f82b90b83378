package io.edgenas.onnx.int8;

/**
 * A value of unsigned 8-bit integers in a graph.
 *
 * @param name of the value
 * @param quantization what the integers stand for
 */
record QuantizedValue(String name, Quantization quantization) {}
