/**
 * What a space's architecture becomes: an ordered list of layers with all shapes resolved.
 * Multiply-accumulates, parameters, latency keys, ONNX emission and the slicing of the supernet all
 * read this one list.
 *
 * <p>Feature maps are {@code [batch, channels, height, width]}; shapes here leave the batch out.
 * Depends on {@code io.edgenas.base.input}; knows no space.
 */
package io.edgenas.network;
