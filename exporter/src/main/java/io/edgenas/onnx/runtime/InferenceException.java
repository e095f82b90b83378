package io.edgenas.onnx.runtime;

/** ONNX Runtime failed where the input was not at fault; the message is its own. */
public final class InferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
