package io.edgenas.onnx.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** What a tensor is made of. */
public enum ElementType {
  /** 32-bit floating point. */
  FLOAT32(OnnxJavaType.FLOAT, Float.BYTES) {
    @Override
    void put(ByteBuffer buffer, float[] values) {
      buffer.asFloatBuffer().put(0, values);
    }

    @Override
    float[] get(ByteBuffer buffer) {
      float[] values = new float[count(buffer)];
      buffer.asFloatBuffer().get(0, values);
      return values;
    }
  },

  /** Whole numbers from 0 to 255. */
  UINT8(OnnxJavaType.UINT8, Byte.BYTES) {
    @Override
    void put(ByteBuffer buffer, float[] values) {
      for (int i = 0; i < values.length; i++) {
        buffer.put(i, (byte) Math.rint(Math.min(Math.max(values[i], 0), 255)));
      }
    }

    @Override
    float[] get(ByteBuffer buffer) {
      float[] values = new float[count(buffer)];
      for (int i = 0; i < values.length; i++) {
        values[i] = Byte.toUnsignedInt(buffer.get(i));
      }
      return values;
    }
  };

  private final OnnxJavaType javaType;
  private final int bytes;

  ElementType(OnnxJavaType javaType, int bytes) {
    this.javaType = javaType;
    this.bytes = bytes;
  }

  static Optional<ElementType> of(OnnxJavaType javaType) {
    return Arrays.stream(values()).filter(type -> type.javaType == javaType).findFirst();
  }

  /** A buffer outside the Java heap. */
  ByteBuffer buffer(long[] shape) {
    long size = bytes;
    for (long sizeOfOne : shape) {
      size = Math.multiplyExact(size, sizeOfOne);
    }
    return ByteBuffer.allocateDirect(Math.toIntExact(size)).order(ByteOrder.nativeOrder());
  }

  /** How many values the buffer holds. */
  int count(ByteBuffer buffer) {
    return buffer.capacity() / bytes;
  }

  /** A tensor whose memory is the buffer; the caller closes it. */
  OnnxTensor tensor(ByteBuffer buffer, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(OrtRuntime.environment(), buffer, shape, javaType);
  }

  /** Copies all values, rounded and clipped to what the type holds. */
  abstract void put(ByteBuffer buffer, float[] values);

  /** Copies all values; the caller owns the array. */
  abstract float[] get(ByteBuffer buffer);
}
