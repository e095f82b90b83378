package io.edgenas.supernet.store;

import java.util.Arrays;
import java.util.List;

/**
 * Named numbers of a network: an immutable value, equal when shape and every bit agree.
 *
 * @param shape sizes of the dimensions, each at least 1; empty for a single number
 * @param values in row-major order; copied in and out
 */
public record Tensor(List<Integer> shape, float[] values) {
  public Tensor {
    shape = List.copyOf(shape);
    long count = 1;
    for (int side : shape) {
      if (side < 1) {
        throw new IllegalArgumentException("shape " + shape + ": every side is at least 1");
      }
      count = Math.multiplyExact(count, side);
    }
    if (count != values.length) {
      throw new IllegalArgumentException(
          "shape " + shape + " needs " + count + " values, not " + values.length);
    }
    values = values.clone();
  }

  @Override
  public float[] values() {
    return values.clone();
  }

  /** Number of values. */
  public int size() {
    return values.length;
  }

  /** Whether every value is a number: neither NaN nor infinite. */
  public boolean finite() {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The values without a copy, for writing; not to be changed. */
  float[] raw() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && shape.equals(tensor.shape)
        && Arrays.equals(values, tensor.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
