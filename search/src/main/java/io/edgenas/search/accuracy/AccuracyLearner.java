package io.edgenas.search.accuracy;

import io.edgenas.network.EvaluatedArch;
import java.util.List;

/** Port: a way to learn an accuracy model from evaluated architectures. */
public interface AccuracyLearner {
  /** The name in results, for example {@code gaussian-process}. */
  String name();

  /**
   * Fits a model. An architecture that was evaluated several times counts once, with its mean.
   *
   * @throws io.edgenas.base.input.BadInputException if there are too few distinct architectures
   */
  AccuracyModel fit(List<EvaluatedArch> samples);
}
