/**
 * This package is the guard in front of ONNX Runtime: it reads strangers' ONNX files, before any
 * native code sees them, and lets only those pass whose every node has a form that is known to be
 * safe. {@link io.edgenas.onnx.guard.OnnxGuard} is the way in.
 *
 * <p>Nothing here calls ONNX Runtime. Sizes are in elements and bytes, work in multiplications.
 */
package io.edgenas.onnx.guard;
