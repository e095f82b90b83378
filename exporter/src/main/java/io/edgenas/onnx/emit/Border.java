package io.edgenas.onnx.emit;

/** What a lone operation takes, which decides the type of its input. */
public enum Border {
  /** The image: the operation is the first of its network. */
  IMAGE,
  /** What another operation gives. */
  INNER
}
