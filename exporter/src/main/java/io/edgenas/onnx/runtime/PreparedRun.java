package io.edgenas.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * Input and output buffers of a model, outside the Java heap, made once and used by every run, so
 * that {@link #run} is the call of ONNX Runtime and nothing else. Holds natives: whoever prepared
 * it closes it, before the model. For one thread at a time.
 */
public final class PreparedRun implements AutoCloseable {
  private final OrtSession session;
  private final String source;
  private final int batch;
  private final ElementType inputType;
  private final ElementType outputType;
  private final ByteBuffer input;
  private final ByteBuffer output;
  private final OnnxTensor inputTensor;
  private final OnnxTensor outputTensor;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  private PreparedRun(OrtSession session, OnnxModel model, int batch) throws OrtException {
    this.session = session;
    this.source = model.source();
    this.batch = batch;
    long[] inputShape = withBatch(model.inputShape(), batch);
    long[] outputShape = withBatch(model.outputShape(), batch);
    this.inputType = model.inputType();
    this.outputType = model.outputType();
    this.input = inputType.buffer(inputShape);
    this.output = outputType.buffer(outputShape);
    this.inputTensor = inputType.tensor(input, inputShape);
    try {
      this.outputTensor = outputType.tensor(output, outputShape);
    } catch (OrtException e) {
      inputTensor.close();
      throw e;
    }
    this.inputs = Map.of(model.inputName(), inputTensor);
    this.outputs = Map.of(model.outputName(), outputTensor);
  }

  static PreparedRun of(OrtSession session, OnnxModel model, int batch) {
    try {
      return new PreparedRun(session, model, batch);
    } catch (OrtException e) {
      throw new InferenceException(
          model.source() + ": no buffers for batch " + batch + ": " + e.getMessage(), e);
    }
  }

  private static long[] withBatch(List<Integer> shape, int batch) {
    long[] sizes = shape.stream().mapToLong(Integer::longValue).toArray();
    sizes[0] = batch;
    return sizes;
  }

  /** Images, or rows, per run. */
  public int batch() {
    return batch;
  }

  /**
   * Copies the input.
   *
   * @param values row-major {@code [batch, ...]}; rounded and clipped where the input is {@link
   *     ElementType#UINT8}
   * @throws IllegalArgumentException if there are more or fewer than the input takes
   */
  public void setInput(float[] values) {
    if (values.length != inputType.count(input)) {
      throw new IllegalArgumentException(
          "%s takes %d values for batch %d, not %d"
              .formatted(source, inputType.count(input), batch, values.length));
    }
    inputType.put(input, values);
  }

  /**
   * Runs the model once: inputs and outputs stay where they are.
   *
   * @throws InferenceException if ONNX Runtime fails
   * @throws IllegalStateException if this or the model is closed
   */
  public void run() {
    if (inputTensor.isClosed()) {
      throw new IllegalStateException("run of " + source + " after its buffers were closed");
    }
    try {
      session.run(inputs, outputs).close(); // The output is pinned: the result owns nothing.
    } catch (OrtException e) {
      throw new InferenceException(source + " failed: " + e.getMessage(), e);
    }
  }

  /** The output of the last run, row-major {@code [batch, ...]}; the caller owns it. */
  public float[] output() {
    return outputType.get(output);
  }

  /** Frees the tensors; a second call does nothing. */
  @Override
  public void close() {
    if (!inputTensor.isClosed()) {
      inputTensor.close();
      outputTensor.close();
    }
  }
}
