/**
 * This package runs strangers' models in a child process with limits on time, memory and threads:
 * no list of bad forms is ever complete. {@link io.edgenas.onnx.child.IsolatedModel} gives scores,
 * {@link io.edgenas.onnx.child.ChildWorker} runs any {@link io.edgenas.onnx.child.ChildTask}.
 *
 * <p>The death of a child is a message that names the file, never the death of its parent.
 */
package io.edgenas.onnx.child;
