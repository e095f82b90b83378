package io.edgenas.onnx.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.edgenas.base.input.BadInputException;
import io.edgenas.onnx.guard.OnnxGuard;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A loaded ONNX file with one input and one output whose first dimension is the batch: float32, or
 * for parts of quantised networks unsigned 8-bit integers. Holds natives: whoever loads it closes
 * it. For one thread at a time.
 */
public final class OnnxModel implements AutoCloseable {
  private final OrtSession session;
  private final String source;
  private final String inputName;
  private final String outputName;
  private final List<Integer> inputShape;
  private final List<Integer> outputShape;
  private final ElementType inputType;
  private final ElementType outputType;
  private final Map<String, String> metadata;
  private PreparedRun lastRun;
  private boolean closed;

  private OnnxModel(OrtSession session, String source) throws OrtException {
    this.session = session;
    this.source = source;
    Map.Entry<String, NodeInfo> input = only("input", session.getInputInfo());
    Map.Entry<String, NodeInfo> output = only("output", session.getOutputInfo());
    this.inputName = input.getKey();
    this.outputName = output.getKey();
    this.inputType = type("input", input);
    this.outputType = type("output", output);
    this.inputShape = shape("input", input);
    this.outputShape = shape("output", output);
    this.metadata = Map.copyOf(session.getMetadata().getCustomMetadata());
  }

  /**
   * Loads a file.
   *
   * @throws BadInputException if it is missing, refused by {@link OnnxGuard} or by ONNX Runtime, or
   *     the provider is not there
   */
  public static OnnxModel load(Path file, RuntimeConfig config) {
    return requireFloats(create(OnnxGuard.read(file), file.toString(), config));
  }

  /**
   * Loads a file in memory.
   *
   * @param source what messages call the file
   * @throws BadInputException as above
   */
  public static OnnxModel load(byte[] onnx, String source, RuntimeConfig config) {
    OnnxGuard.check(onnx, source);
    return requireFloats(create(onnx, source, config));
  }

  /**
   * Loads a network, or a part of one, that this process emitted: its input and output may be
   * unsigned 8-bit integers, and it may cost as much as the user asked for.
   *
   * @param source what messages call the file
   * @throws BadInputException as above
   */
  public static OnnxModel loadPart(byte[] onnx, String source, RuntimeConfig config) {
    OnnxGuard.checkOwn(onnx, source);
    return create(onnx, source, config);
  }

  /** Loads a file that {@link OnnxGuard} has checked already, in another process. */
  public static OnnxModel loadChecked(byte[] onnx, String source, RuntimeConfig config) {
    return requireFloats(create(onnx, source, config));
  }

  private static OnnxModel requireFloats(OnnxModel model) {
    boolean inputFits = model.inputType == ElementType.FLOAT32;
    if (inputFits && model.outputType == ElementType.FLOAT32) {
      return model;
    }
    model.close();
    throw notFloats(
        model.source,
        inputFits ? "output" : "input",
        inputFits ? model.outputName : model.inputName);
  }

  private static BadInputException notFloats(String source, String what, String name) {
    return new BadInputException(
        "%s: %s '%s' is not a float32 tensor".formatted(source, what, name));
  }

  private static OnnxModel create(byte[] onnx, String source, RuntimeConfig config) {
    try {
      return of(SessionFactory.create(onnx, config), source);
    } catch (OrtException e) {
      throw refused(source, e);
    }
  }

  private static BadInputException refused(String source, OrtException e) {
    return new BadInputException(
        source + " is refused by ONNX Runtime " + OrtRuntime.version() + ": " + e.getMessage(), e);
  }

  /** Takes the session over: it is closed with the model, or here if this fails. */
  static OnnxModel of(OrtSession opened, String source) throws OrtException {
    OrtSession session = opened;
    try {
      OnnxModel model = new OnnxModel(session, source);
      session = null;
      return model;
    } finally {
      closeQuietly(session);
    }
  }

  private static void closeQuietly(OrtSession session) {
    if (session != null) {
      try {
        session.close();
      } catch (OrtException e) {
        throw new InferenceException("a session cannot be closed: " + e.getMessage(), e);
      }
    }
  }

  private Map.Entry<String, NodeInfo> only(String what, Map<String, NodeInfo> infos) {
    if (infos.size() != 1) {
      throw new BadInputException(
          "%s has %d %ss %s: only models with one are supported"
              .formatted(source, infos.size(), what, infos.keySet()));
    }
    return infos.entrySet().iterator().next();
  }

  private ElementType type(String what, Map.Entry<String, NodeInfo> info) {
    Optional<ElementType> type =
        info.getValue().getInfo() instanceof TensorInfo tensor
            ? ElementType.of(tensor.type)
            : Optional.empty();
    return type.orElseThrow(() -> notFloats(source, what, info.getKey()));
  }

  private List<Integer> shape(String what, Map.Entry<String, NodeInfo> info) {
    long[] shape = ((TensorInfo) info.getValue().getInfo()).getShape();
    boolean valid = shape.length > 0 && (shape[0] == -1 || shape[0] > 0);
    long size = 1;
    for (int i = 1; i < shape.length; i++) {
      valid &= shape[i] > 0 && shape[i] <= Integer.MAX_VALUE && size <= Integer.MAX_VALUE;
      size *= Math.max(1, shape[i]);
    }
    if (!valid || size > Integer.MAX_VALUE || shape[0] > Integer.MAX_VALUE) {
      throw new BadInputException(
          "%s: %s '%s' of shape %s is not supported: the batch first, other dimensions fixed"
              .formatted(source, what, info.getKey(), Arrays.toString(shape)));
    }
    return Arrays.stream(shape).mapToObj(dimension -> (int) dimension).toList();
  }

  /** Name of the input, for example {@code image}. */
  public String inputName() {
    return inputName;
  }

  /** Name of the output, for example {@code scores}. */
  public String outputName() {
    return outputName;
  }

  /** Shape of the input, batch first; a symbolic batch is -1. */
  public List<Integer> inputShape() {
    return inputShape;
  }

  /** Shape of the output, batch first; a symbolic batch is -1. */
  public List<Integer> outputShape() {
    return outputShape;
  }

  /** What the input is made of. */
  public ElementType inputType() {
    return inputType;
  }

  /** What the output is made of. */
  public ElementType outputType() {
    return outputType;
  }

  /** The custom metadata in the file. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Runs once. Buffers are kept for the next run of the same batch.
   *
   * @param values the input, row-major, {@code batch} times the product of {@link #inputShape}
   *     without its first
   * @param batch 1 and more; the file's own where that is fixed
   * @return the output, row-major, {@code [batch, ...]}; the caller owns it
   * @throws BadInputException if the file has another batch fixed
   * @throws IllegalArgumentException if {@code values} has another length
   * @throws InferenceException if ONNX Runtime fails
   */
  public float[] run(float[] values, int batch) {
    if (lastRun == null || lastRun.batch() != batch) {
      PreparedRun next = prepare(batch);
      if (lastRun != null) {
        lastRun.close();
      }
      lastRun = next;
    }
    lastRun.setInput(values);
    lastRun.run();
    return lastRun.output();
  }

  /**
   * Buffers for many runs of one batch size: what a profiler times. The caller closes it before
   * this model.
   *
   * @throws BadInputException if the file has another batch fixed
   */
  public PreparedRun prepare(int batch) {
    if (closed) {
      throw new IllegalStateException(source + " is closed");
    }
    int fixed = inputShape.get(0);
    if (batch < 1 || (fixed != -1 && fixed != batch)) {
      throw new BadInputException(
          "%s: batch %d is not allowed: %s"
              .formatted(source, batch, fixed == -1 ? "1 and more" : "the file has " + fixed));
    }
    return PreparedRun.of(session, this, batch);
  }

  /** What messages call the file. */
  String source() {
    return source;
  }

  /** Frees the natives; a second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (lastRun != null) {
        lastRun.close();
      }
      session.close();
    } catch (OrtException e) {
      throw new InferenceException(source + " cannot be closed: " + e.getMessage(), e);
    }
  }
}
