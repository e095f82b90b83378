package io.edgenas.operation;

/**
 * An answer for every kind of operation: whoever treats operations by kind implements it, so that a
 * new kind does not compile before every such place has said what becomes of it.
 *
 * <pre>{@code
 * operation.on(new Cases<String>() { ... })
 * }</pre>
 *
 * @param <R> the answer
 * @see Operation#on
 */
public interface Cases<R> {
  /** Answers for a convolution. */
  R conv(ConvOp conv);

  /** Answers for an inverted bottleneck. */
  R mbConv(MbConvOp block);

  /** Answers for a global average pool. */
  R pool(PoolOp pool);

  /** Answers for an average pool with a window. */
  R averagePool(AveragePoolOp pool);

  /** Answers for a sum. */
  R add(AddOp add);

  /** Answers for an activation on its own. */
  R activation(ActivationOp activation);

  /** Answers for zeros. */
  R zero(ZeroOp zero);

  /** Answers for a classifier. */
  R linear(LinearOp linear);
}
