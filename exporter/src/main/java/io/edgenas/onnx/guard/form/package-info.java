/**
 * This package knows the safe forms of nodes: for each operator the attributes, types and shapes
 * that are let through, and what comes out of them.
 *
 * <p>Sizes are in elements and bytes, work in multiplications.
 */
package io.edgenas.onnx.guard.form;
