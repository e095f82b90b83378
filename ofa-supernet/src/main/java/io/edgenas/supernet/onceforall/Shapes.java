package io.edgenas.supernet.onceforall;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.supernet.pytorch.TorchCheckpoint;
import java.util.List;
import java.util.SortedMap;

/**
 * The tensors of a checkpoint by their plain names.
 *
 * @param names as the file has them, by plain name
 */
record Shapes(TorchCheckpoint checkpoint, SortedMap<String, String> names) {
  static Shapes of(TorchCheckpoint checkpoint) {
    return new Shapes(checkpoint, TorchNames.byPlainName(checkpoint.tensors().keySet()));
  }

  boolean has(String name) {
    return names.containsKey(name);
  }

  /**
   * The shape of a tensor.
   *
   * @throws BadInputException if it is missing or has another number of dimensions
   */
  List<Integer> required(String name, int dimensions) {
    String inFile = names.get(name);
    if (inFile == null) {
      throw new BadInputException(
          "the checkpoint has no tensor '"
              + name
              + "': is it a once-for-all MobileNetV3 supernet?");
    }
    List<Integer> shape = checkpoint.tensors().get(inFile).shape();
    if (shape.size() != dimensions) {
      throw new BadInputException(
          "tensor '"
              + Check.shown(inFile)
              + "' has shape "
              + shape
              + ": "
              + dimensions
              + " dimensions are expected");
    }
    return shape;
  }
}
