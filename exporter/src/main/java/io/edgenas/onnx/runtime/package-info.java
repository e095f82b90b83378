/**
 * This package runs ONNX files: it is the only one that touches the natives of ONNX Runtime. Every
 * file passes {@link io.edgenas.onnx.guard.OnnxGuard} before the natives see it.
 *
 * <p>Objects that hold natives are {@code AutoCloseable} and belong to whoever made them; a model
 * is for one thread at a time.
 */
package io.edgenas.onnx.runtime;
