package io.edgenas.supernet.pytorch;

import io.edgenas.base.input.BadInputException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor of a checkpoint: where its values lie. Every value lies inside of the storage, and there
 * are no more of them than the storage has, so a few bytes cannot announce a huge tensor.
 *
 * @param storage that holds the values
 * @param offset of the first value
 * @param shape sizes of the dimensions; empty for a single number
 * @param strides values from one index to the next, per dimension
 */
public record TorchTensor(
    StorageRef storage, long offset, List<Integer> shape, List<Long> strides) {
  static final int MAX_DIMENSIONS = 8;

  public TorchTensor {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
    if (shape.size() > MAX_DIMENSIONS || shape.size() != strides.size()) {
      throw new BadInputException(
          "a tensor of "
              + shape.size()
              + " dimensions and "
              + strides.size()
              + " strides is not allowed: as many strides as dimensions, at most "
              + MAX_DIMENSIONS);
    }
    if (offset < 0 || offset > storage.count()) {
      throw outside(storage, offset, shape, strides);
    }
    long values = 1;
    long last = offset;
    for (int i = 0; i < shape.size(); i++) {
      if (shape.get(i) < 0 || strides.get(i) < 0 || strides.get(i) > storage.count()) {
        throw outside(storage, offset, shape, strides);
      }
      values *= shape.get(i);
      last += (shape.get(i) - 1L) * strides.get(i);
      if (values > storage.count() || last > storage.count()) {
        throw outside(storage, offset, shape, strides);
      }
    }
    if (values > 0 && last >= storage.count()) {
      throw outside(storage, offset, shape, strides);
    }
  }

  private static BadInputException outside(
      StorageRef storage, long offset, List<Integer> shape, List<Long> strides) {
    return new BadInputException(
        "a tensor of shape "
            + shape
            + ", strides "
            + strides
            + " and offset "
            + offset
            + " does not fit its storage of "
            + storage.count()
            + " values");
  }

  /** Number of values. */
  int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, (a, b) -> a * b);
  }

  /** The values in row-major order, whatever the strides. */
  float[] gather(ByteBuffer bytes) {
    float[] values = new float[size()];
    int[] position = new int[shape.size()];
    long at = offset;
    for (int i = 0; i < values.length; i++) {
      values[i] = storage.type().value(bytes, (int) at);
      for (int d = position.length - 1; d >= 0; d--) {
        at += strides.get(d);
        if (++position[d] < shape.get(d)) {
          break;
        }
        at -= strides.get(d) * position[d];
        position[d] = 0;
      }
    }
    return values;
  }
}
