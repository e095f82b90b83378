package io.edgenas.onnx.child;

import io.edgenas.base.input.BadInputException;
import io.edgenas.onnx.file.ExportedModel;
import io.edgenas.onnx.guard.OnnxGuard;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.onnx.runtime.RuntimeFields;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * ONNX Runtime in a child process, for models that somebody else made: what ends it, takes all
 * memory or never returns is a message that names the file. Starts on first use, and again after a
 * death. Whoever makes it closes it.
 */
public final class IsolatedRuntime implements AutoCloseable {
  private static final int MAX_DIMENSIONS = 1_000;

  private final ChildLimits limits;
  private final ChildWorker worker;

  /** Creates a runtime with the limits of {@link ChildLimits#DEFAULT}. */
  public IsolatedRuntime() {
    this(ChildLimits.DEFAULT);
  }

  public IsolatedRuntime(ChildLimits limits) {
    this.limits = limits;
    this.worker = new ChildWorker(ModelTask.class, limits.memoryBytes());
  }

  /**
   * Loads a file in memory, after {@link OnnxGuard} has looked at it in this process.
   *
   * @param source what messages call the file
   * @throws BadInputException if it is refused by the guard or by ONNX Runtime, or the child did
   *     not survive it, naming the file
   */
  public IsolatedModel load(byte[] onnx, String source, RuntimeConfig config) {
    Map<String, String> metadata = ExportedModel.properties(onnx, source);
    return loadUnguarded(onnx, source, config, metadata);
  }

  /**
   * Loads as {@link #load} does, but the guard does not look at the file: for trying what it keeps
   * away.
   */
  IsolatedModel loadUnguarded(
      byte[] onnx, String source, RuntimeConfig config, Map<String, String> metadata) {
    ChildMessage request =
        ChildMessage.of(
            out -> {
              out.writeByte(ModelTask.Request.LOAD.ordinal());
              out.writeUTF(source);
              RuntimeFields.write(out, config);
            },
            onnx);
    return worker.ask(
        request,
        new ChildWorker.Subject(source, "loading", limits.load()),
        0,
        (in, bulk) ->
            new IsolatedModel(
                this, source, in.readInt(), worker.started(), shape(in), shape(in), metadata));
  }

  private static List<Integer> shape(DataInputStream in) throws IOException {
    int dimensions = in.readInt();
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
      throw new IOException("a shape of " + dimensions + " dimensions");
    }
    List<Integer> shape = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      shape.add(in.readInt());
    }
    return shape;
  }

  float[] run(IsolatedModel model, float[] values, int batch, long outputValues) {
    requireAlive(model);
    ChildMessage request =
        ChildMessage.of(
            out -> {
              out.writeByte(ModelTask.Request.RUN.ordinal());
              out.writeInt(model.id());
              out.writeInt(batch);
            },
            ModelTask.bytes(values));
    return worker.ask(
        request,
        new ChildWorker.Subject(model.source(), "running", limits.run()),
        Math.multiplyExact(outputValues, Float.BYTES),
        (in, bulk) -> ModelTask.floats(bulk));
  }

  /** A dead child has closed its models already. */
  void close(IsolatedModel model) {
    if (worker.started() == model.child() && worker.alive()) {
      ChildMessage request =
          ChildMessage.of(
              out -> {
                out.writeByte(ModelTask.Request.CLOSE.ordinal());
                out.writeInt(model.id());
              });
      worker.ask(
          request,
          new ChildWorker.Subject(model.source(), "closing", limits.load()),
          0,
          (in, bulk) -> null);
    }
  }

  private void requireAlive(IsolatedModel model) {
    if (worker.started() != model.child() || !worker.alive()) {
      throw new BadInputException(
          model.source()
              + ": the process that it was loaded in has ended: the file is broken or made to do"
              + " that, use another");
    }
  }

  ChildWorker worker() {
    return worker;
  }

  /** Ends the child with all its models. */
  @Override
  public void close() {
    worker.close();
  }
}
