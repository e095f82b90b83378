package io.edgenas.onnx.guard.form;

/** Why a file is refused, for a person; names what is at fault, not the file. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  public Refusal(String message) {
    super(message);
  }
}
