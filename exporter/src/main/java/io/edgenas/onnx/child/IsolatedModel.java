package io.edgenas.onnx.child;

import io.edgenas.base.input.BadInputException;
import io.edgenas.onnx.guard.OnnxGuard;
import io.edgenas.onnx.runtime.InferenceException;
import io.edgenas.onnx.runtime.RuntimeConfig;
import java.util.List;
import java.util.Map;

/**
 * A model with one float32 input and one float32 output, batch first, that is loaded in a child
 * process: for files that this installation did not just export itself. For one thread at a time;
 * whoever loads it closes it.
 */
public final class IsolatedModel implements AutoCloseable {
  private final IsolatedRuntime runtime;
  private final String source;
  private final int id;
  private final int child;
  private final List<Integer> inputShape;
  private final List<Integer> outputShape;
  private final Map<String, String> metadata;
  private boolean ownsRuntime;
  private boolean closed;

  IsolatedModel(
      IsolatedRuntime runtime,
      String source,
      int id,
      int child,
      List<Integer> inputShape,
      List<Integer> outputShape,
      Map<String, String> metadata) {
    this.runtime = runtime;
    this.source = source;
    this.id = id;
    this.child = child;
    this.inputShape = List.copyOf(inputShape);
    this.outputShape = List.copyOf(outputShape);
    this.metadata = Map.copyOf(metadata);
  }

  /**
   * Loads a file in memory in a child of its own, after {@link OnnxGuard} has looked at it.
   *
   * @param source what messages call the file
   * @throws BadInputException see {@link IsolatedRuntime#load}
   */
  public static IsolatedModel load(byte[] onnx, String source, RuntimeConfig config) {
    IsolatedRuntime runtime = new IsolatedRuntime();
    try {
      IsolatedModel model = runtime.load(onnx, source, config);
      model.ownsRuntime = true;
      return model;
    } catch (RuntimeException e) {
      runtime.close();
      throw e;
    }
  }

  /** Shape of the input, batch first; a symbolic batch is -1. */
  public List<Integer> inputShape() {
    return inputShape;
  }

  /** Shape of the output, batch first; a symbolic batch is -1. */
  public List<Integer> outputShape() {
    return outputShape;
  }

  /** The custom metadata in the file. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** What messages call the file. */
  public String source() {
    return source;
  }

  /**
   * Runs once.
   *
   * @param values the input, row-major, {@code batch} times the product of {@link #inputShape}
   *     without its first
   * @param batch 1 and more; the file's own where that is fixed
   * @return the output, row-major, {@code [batch, ...]}; the caller owns it
   * @throws BadInputException if the file has another batch fixed, or the child did not survive the
   *     run, naming the file
   * @throws IllegalArgumentException if {@code values} has another length
   * @throws InferenceException if ONNX Runtime fails
   */
  public float[] run(float[] values, int batch) {
    if (closed) {
      throw new IllegalStateException(source + " is closed");
    }
    if (values.length != values(inputShape, batch)) {
      throw new IllegalArgumentException(
          "%s takes %d values for batch %d, not %d"
              .formatted(source, values(inputShape, batch), batch, values.length));
    }
    long outputs = values(outputShape, batch);
    float[] output = runtime.run(this, values, batch, outputs);
    if (output.length != outputs) {
      throw new InferenceException(
          source + " gave " + output.length + " values, not " + outputs, null);
    }
    return output;
  }

  private static long values(List<Integer> shape, int batch) {
    return shape.stream().skip(1).mapToLong(size -> size).reduce(batch, Math::multiplyExact);
  }

  int id() {
    return id;
  }

  /** Number of the child that it lives in. */
  int child() {
    return child;
  }

  /** Frees the model; a second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (ownsRuntime) {
      runtime.close();
    } else {
      runtime.close(this);
    }
  }
}
