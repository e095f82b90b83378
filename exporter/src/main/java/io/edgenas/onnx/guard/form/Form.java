package io.edgenas.onnx.guard.form;

/**
 * The form that an operator may have: which inputs, attributes, types and ranks, and what it gives.
 * ONNX Runtime checks some of this itself, and ends the process where it does not.
 */
@FunctionalInterface
public interface Form {
  /**
   * Checks a node.
   *
   * @throws Refusal naming the node and what is wrong
   */
  Result apply(Node node) throws Refusal;

  /**
   * What a node gives and takes.
   *
   * @param value its only output
   * @param work multiplications of one run, see {@link Limits#WORK}
   * @param scratchBytes working memory, for example a convolution's unfolded input
   */
  record Result(Value value, long work, long scratchBytes) {
    /** The result of a node that takes one step for each element that it gives. */
    static Result of(Value value) {
      return new Result(value, value.shape().size(), 0);
    }

    /** The result of a node that takes one step for each element that it reads. */
    static Result reading(Value input, Value value) {
      return new Result(value, input.shape().size(), 0);
    }
  }
}
