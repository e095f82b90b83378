package io.edgenas.cli;

import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.engine.TensorThread;

/** Somebody's own program: runs a model and starts the tensor engine. */
final class LibraryUser {
  private LibraryUser() {}

  public static void main(String[] args) {
    SearchSpace space = Spaces.builtIn("tiny");
    Network network = space.lower(Task.of(space, 10, 1), space.smallest());
    byte[] onnx = new Float32Emitter().network(network, new RandomWeights(1), EmitOptions.DEFAULT);
    try (OnnxModel model = OnnxModel.load(onnx, "model", RuntimeConfig.DEFAULT)) {
      model.run(new float[144], 1);
    }
    TensorThread.start(EngineSettings.ofThisMachine()).close();
  }
}
