package io.edgenas.onnx.child;

import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeFields;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The child's side of {@link IsolatedModel}: loads, runs and closes models. */
public final class ModelTask implements ChildTask {
  /** The first field of a request. */
  enum Request {
    LOAD,
    RUN,
    CLOSE
  }

  private final Map<Integer, OnnxModel> models = new HashMap<>();
  private int loaded;

  @Override
  public ChildMessage answer(ChildMessage message) {
    return message.read(
        in ->
            switch (Request.values()[in.readByte()]) {
              case LOAD -> load(in, message.bulk());
              case RUN -> run(in.readInt(), in.readInt(), message.bulk());
              case CLOSE -> close(in.readInt());
            });
  }

  private ChildMessage load(DataInputStream in, byte[] onnx) throws IOException {
    String source = in.readUTF();
    OnnxModel model = OnnxModel.loadChecked(onnx, source, RuntimeFields.read(in));
    int id = ++loaded;
    models.put(id, model);
    return ChildMessage.of(
        out -> {
          out.writeInt(id);
          writeShape(out, model.inputShape());
          writeShape(out, model.outputShape());
        });
  }

  private ChildMessage run(int id, int batch, byte[] values) {
    return ChildMessage.of(out -> {}, bytes(models.get(id).run(floats(values), batch)));
  }

  private ChildMessage close(int id) {
    OnnxModel model = models.remove(id);
    if (model != null) {
      model.close();
    }
    return ChildMessage.of(out -> {});
  }

  private static void writeShape(DataOutputStream out, List<Integer> shape) throws IOException {
    out.writeInt(shape.size());
    for (int size : shape) {
      out.writeInt(size);
    }
  }

  static byte[] bytes(float[] values) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer().put(values);
    return bytes;
  }

  static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer().get(values);
    return values;
  }
}
