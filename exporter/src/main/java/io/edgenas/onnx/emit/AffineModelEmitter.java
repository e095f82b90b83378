package io.edgenas.onnx.emit;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Writes an affine accuracy model, {@code top1 = features w + b}, with the interface of the
 * published once-for-all predictor: input {@code features} float32 {@code [batch, features]},
 * output {@code top1} float32 {@code [batch, 1]}.
 */
public final class AffineModelEmitter {
  /** Name of the input. */
  public static final String INPUT = "features";

  /** Name of the output. */
  public static final String OUTPUT = "top1";

  private AffineModelEmitter() {}

  /**
   * Emits the model; every value is rounded to float32 once.
   *
   * @param weights one per feature
   * @param metadata custom metadata of the file
   * @throws ExportException if a value is not finite
   */
  public static byte[] emit(double[] weights, double bias, Map<String, String> metadata) {
    GraphBuilder graph = new GraphBuilder("accuracy", OptionalInt.empty());
    float[] column = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      column[i] = (float) weights[i];
    }
    String input = graph.input(INPUT, List.of(weights.length));
    String weight = graph.constant("weight", column, List.of(weights.length, 1));
    String offset = graph.constant("bias", new float[] {(float) bias}, List.of(1));
    graph.node("Gemm", OUTPUT, List.of(input, weight, offset));
    graph.output(OUTPUT, List.of(1));
    return graph.build(new TreeMap<>(metadata));
  }
}
