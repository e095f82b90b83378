package io.edgenas.onnx.emit;

/** What all files that are written here have in common: versions, and names of what is in them. */
public final class OnnxFile {
  /** Version of the standard operators in the files. */
  public static final int OPSET = 13;

  /** Version of the file format. */
  public static final int IR_VERSION = 7;

  /** The first ONNX Runtime that runs these files. */
  public static final String LOWEST_ONNX_RUNTIME = "1.6";

  /** Input of a network, float32 {@code [batch, channels, size, size]}. */
  public static final String NETWORK_INPUT = "image";

  /** Output of a network, float32 {@code [batch, classes]}: the logits. */
  public static final String SCORES = "scores";

  /** Output of a network with softmax, float32 {@code [batch, classes]}. */
  public static final String PROBABILITIES = "probabilities";

  /** Input of a part of a network; {@link Emitter#operation} says of which type and shape. */
  public static final String PART_INPUT = "input";

  /** Output of a part of a network. */
  public static final String PART_OUTPUT = "output";

  /** The layer name that weight sources and node names see for a lone operation. */
  public static final String LONE_LAYER = "op";

  private OnnxFile() {}
}
