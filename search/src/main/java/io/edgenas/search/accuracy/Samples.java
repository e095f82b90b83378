package io.edgenas.search.accuracy;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluated architectures, each once: what a model is fitted on.
 *
 * @param archs distinct, in the order of their first evaluation
 * @param top1 the mean of the evaluations of each, 0 to 1
 */
record Samples(List<Arch> archs, double[] top1) {
  /** Fewest distinct architectures that a model is fitted on. */
  static final int FEWEST = 10;

  /**
   * @throws BadInputException if there are fewer than {@link #FEWEST} distinct architectures
   */
  static Samples of(List<EvaluatedArch> evaluated) {
    Map<Arch, List<Double>> byArch = new LinkedHashMap<>();
    for (EvaluatedArch sample : evaluated) {
      byArch.computeIfAbsent(sample.arch(), arch -> new ArrayList<>()).add(sample.top1());
    }
    if (byArch.size() < FEWEST) {
      throw new BadInputException(
          "accuracy model of "
              + byArch.size()
              + " distinct architectures: at least "
              + FEWEST
              + " are needed, evaluate more");
    }
    return new Samples(
        List.copyOf(byArch.keySet()),
        byArch.values().stream()
            .mapToDouble(
                values -> values.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
            .toArray());
  }

  int size() {
    return archs.size();
  }
}
