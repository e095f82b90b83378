package io.edgenas.onnx.emit;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.List;

/** Bytes that stand for values which nobody needs: all of them are the same memory. */
final class Zeros {
  private static volatile byte[] zeros = new byte[1 << 16];

  private Zeros() {}

  /** As many zeros as values of that shape take; they are never copied. */
  static ByteString of(List<Integer> shape, int bytesPerValue) {
    int length = shape.stream().reduce(bytesPerValue, Math::multiplyExact);
    byte[] shared = zeros;
    if (shared.length < length) {
      // Two threads may both make some: either array will do.
      shared = new byte[Math.max(length, Math.multiplyExact(2, shared.length))];
      zeros = shared;
    }
    return UnsafeByteOperations.unsafeWrap(shared, 0, length);
  }
}
