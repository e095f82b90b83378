package io.edgenas.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.fixtures.TinySpace;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.runtime.OnnxModel;
import io.edgenas.runtime.RuntimeConfig;
import org.junit.jupiter.api.Test;

class OnnxEmitterTest {
  @Test
  void emitsTheSameBytesTwice() {
    Network network = TinySpace.lower(TinySpace.SPACE.largest());
    assertArrayEquals(
        OnnxEmitter.emit(network, new RandomWeights(1), EmitOptions.DEFAULT),
        OnnxEmitter.emit(network, new RandomWeights(1), EmitOptions.DEFAULT));
  }

  @Test
  void onnxRuntimeLoadsIt() {
    Network network = TinySpace.lower(TinySpace.SPACE.largest());
    byte[] onnx = OnnxEmitter.emit(network, new RandomWeights(1), EmitOptions.DEFAULT);
    try (OnnxModel model = OnnxModel.load(onnx, "test", RuntimeConfig.DEFAULT)) {
      assertEquals(4, model.run(new float[(int) network.input().size()], 1).length);
    }
  }
}
