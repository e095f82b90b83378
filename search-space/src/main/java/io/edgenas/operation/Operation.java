package io.edgenas.operation;

import io.edgenas.base.input.BadInputException;
import java.util.List;

/**
 * A unit that is measured, emitted and sliced as a whole, with its shapes resolved. Two layers that
 * do the same work are equal operations, wherever they stand in a network.
 */
public sealed interface Operation
    permits ConvOp, MbConvOp, PoolOp, AveragePoolOp, AddOp, ActivationOp, ZeroOp, LinearOp {
  /** Shape of one image's input, of each where there are several. */
  FeatureShape input();

  /** Shapes of all inputs of one image: {@link #input} alone for any but sums. */
  default List<FeatureShape> inputs() {
    return List.of(input());
  }

  /** Shape of one image's output. */
  FeatureShape output();

  /** Multiply-accumulates of convolutions and linear layers for one image. */
  long macs();

  /** The parameters, in a fixed order. */
  List<WeightSpec> weights();

  /** Number of trainable values: batch norm counts gamma and beta only. */
  default long params() {
    return weights().stream()
        .filter(weight -> weight.role().trainable())
        .mapToLong(WeightSpec::size)
        .sum();
  }

  /** Whether the output is the scores, one for each class of the task. */
  boolean givesScores();

  /** Gives the answer for this kind of operation. */
  <R> R on(Cases<R> cases);

  /** The canonical text by which latency tables name this operation; {@link #parse} reads it. */
  String key();

  /**
   * The operation of a key.
   *
   * @throws BadInputException if the text is not a key, saying what one looks like
   */
  static Operation parse(String key) {
    return OperationKeys.parse(key);
  }
}
