/** Tests of the runtime, on models emitted here and on the published accuracy predictor. */
package io.edgenas.onnx.runtime;
