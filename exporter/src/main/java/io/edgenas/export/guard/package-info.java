/**
 * The guard in front of ONNX Runtime: reads strangers' ONNX files, before any native code sees
 * them, and lets only those pass whose every node has a form that is known to be safe. Nothing here
 * calls ONNX Runtime; {@link io.edgenas.export.OnnxGuard} is the way in. Sizes are in elements and
 * bytes, work in multiplications.
 */
package io.edgenas.export.guard;
