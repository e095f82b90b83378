/**
 * Running ONNX files: the only package here that touches the natives of ONNX Runtime. Every file is
 * checked by {@link io.edgenas.export.OnnxGuard} before the natives see it. What this installation
 * did not just export itself runs in a child process with limits on time and memory ({@link
 * io.edgenas.runtime.IsolatedModel}, {@link io.edgenas.runtime.ChildWorker}): no list of bad forms
 * is ever complete.
 *
 * <p>Depends on {@code io.edgenas.export} and ONNX Runtime. Objects that hold natives are {@code
 * AutoCloseable} and belong to whoever made them; a model is for one thread at a time.
 */
package io.edgenas.runtime;
