/**
 * This package is the elastic supernet: its parameters, the forward pass of any subnet of it,
 * batch-norm recalibration, and the weights of one subnet as plain arrays.
 *
 * <p>Images are {@code [batch, channels, height, width]}, best as a view of {@code [batch, height,
 * width, channels]} memory. Everything that takes or gives an {@code NDArray} runs on the
 * supernet's {@link io.edgenas.supernet.engine.TensorThread}; everything else may be called on any
 * thread.
 */
package io.edgenas.supernet.elastic;
