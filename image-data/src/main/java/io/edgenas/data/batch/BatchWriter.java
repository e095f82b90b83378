package io.edgenas.data.batch;

import io.edgenas.images.Image;
import io.edgenas.images.InputContract;
import io.edgenas.images.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Preprocesses images into the memory of a batch, at any resolution. */
final class BatchWriter {
  private final InputContract contract;
  private final BufferPool pool = new BufferPool();
  private final Map<Integer, Preprocessor> preprocessors = new ConcurrentHashMap<>();

  BatchWriter(InputContract contract) {
    this.contract = contract;
  }

  Batch write(int size, int resolution, IntFunction<Image> image, IntUnaryOperator label) {
    Preprocessor preprocessor =
        preprocessors.computeIfAbsent(
            resolution, side -> new Preprocessor(contract.withSize(side)));
    int length = preprocessor.length();
    ByteBuffer memory =
        pool.acquire(Math.multiplyExact(Math.multiplyExact(size, length), Float.BYTES));
    FloatBuffer floats = memory.asFloatBuffer();
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      preprocessor.writeHwc(image.apply(i), floats, i * length);
      labels[i] = label.applyAsInt(i);
    }
    return new Batch(memory, labels, contract.channels(), resolution, pool);
  }
}
