package io.edgenas.onnx.emit;

/**
 * A network that cannot be exported as it is: weights that are not finite, or a file whose output
 * differs from the network's own. The message gives the figures.
 */
public final class ExportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ExportException(String message) {
    super(message);
  }
}
