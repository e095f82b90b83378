/**
 * The lowering from which everything starts: an architecture of a space becomes an ordered list of
 * layers with all shapes resolved. Multiply-accumulates, parameters, latency keys, ONNX emission
 * and the slicing of the supernet all read this one list.
 *
 * <p>Feature maps are {@code [batch, channels, height, width]}; shapes here leave the batch out.
 * Depends on {@code io.edgenas.space} and {@code io.edgenas.base.input}.
 */
package io.edgenas.network;
