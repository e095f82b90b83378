package io.edgenas.onnx.child;

import io.edgenas.onnx.runtime.InferenceException;

/**
 * Work that is done in a process of its own, because what it works on may end the process. The
 * class has a constructor without arguments, which the child calls; see {@link ChildWorker}.
 */
public interface ChildTask {
  /**
   * Answers one request; requests come one after the other.
   *
   * @throws RuntimeException whose kind and message the parent is told: a {@link
   *     io.edgenas.base.input.BadInputException} and an {@link InferenceException} arrive as what
   *     they are
   */
  ChildMessage answer(ChildMessage request);
}
