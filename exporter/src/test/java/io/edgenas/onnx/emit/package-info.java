/** Tests of emission, guard, metadata and parity, with a plain interpreter to compare with. */
package io.edgenas.onnx.emit;
