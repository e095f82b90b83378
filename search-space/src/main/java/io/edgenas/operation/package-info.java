/**
 * This package holds the kinds of operations of a network, each with its shapes,
 * multiply-accumulates, weights and latency key. {@link io.edgenas.operation.Cases} makes the
 * compiler name every place that must know a new kind.
 *
 * <p>Feature maps are {@code [batch, channels, height, width]}; shapes here leave the batch out.
 * Depends on {@code io.edgenas.base}.
 */
package io.edgenas.operation;
