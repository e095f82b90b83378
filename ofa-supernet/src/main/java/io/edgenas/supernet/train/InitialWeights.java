package io.edgenas.supernet.train;

import io.edgenas.supernet.elastic.ParameterSpec;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.store.Tensor;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lets a training start from given weights: they become its checkpoint before the first step. */
public final class InitialWeights {
  private InitialWeights() {}

  /**
   * Whether a training that has just begun still waits for its initial weights.
   *
   * @throws io.edgenas.base.input.BadInputException if its checkpoint is malformed
   */
  public static boolean missing(SupernetFolder folder) {
    return folder.description().origin().initial().isPresent()
        && !folder.trained()
        && folder.checkpoint().isEmpty();
  }

  /**
   * Gives a training its initial weights. Where its first phase distils, their full network is the
   * teacher.
   *
   * @param weights by the names of {@link ParameterSpec#of}
   */
  public static void write(SupernetFolder folder, Map<String, Tensor> weights) throws IOException {
    Map<String, Tensor> momentum = new HashMap<>();
    for (ParameterSpec spec :
        ParameterSpec.of(folder.description().space(), folder.description().task())) {
      momentum.put(spec.name(), new Tensor(spec.shape(), new float[spec.size()]));
    }
    Optional<Map<String, Tensor>> teacher =
        folder.policy().distilsFromFullNetwork(0) ? Optional.of(weights) : Optional.empty();
    new Checkpoint(Position.START, weights, momentum, teacher).write(folder);
  }
}
