package io.edgenas.onnx.guard.form;

import java.util.ArrayList;
import java.util.List;

/**
 * Sizes of a tensor's dimensions, known to fit into memory; a symbolic one counts as 1.
 *
 * @param sizes 1 and more each: ONNX Runtime divides by some of them
 */
public record Shape(List<Long> sizes) {
  /**
   * Makes sure that a tensor of these sizes fits.
   *
   * @param what names the tensor in the message
   */
  public static Shape of(String what, List<Long> sizes) throws Refusal {
    if (sizes.size() > Limits.RANK) {
      throw new Refusal(what + " has " + sizes.size() + " dimensions, at most " + Limits.RANK);
    }
    long elements = 1;
    for (long size : sizes) {
      if (size < 1) {
        throw new Refusal(what + " of shape " + sizes + " has a dimension of " + size);
      }
      // Each factor is bounded first, so that the product cannot overflow.
      if (size > Limits.TENSOR_ELEMENTS || elements * size > Limits.TENSOR_ELEMENTS) {
        throw new Refusal(
            "%s of shape %s is too large: at most %d values"
                .formatted(what, sizes, Limits.TENSOR_ELEMENTS));
      }
      elements *= size;
    }
    return new Shape(List.copyOf(sizes));
  }

  public int rank() {
    return sizes.size();
  }

  public long size(int dimension) {
    return sizes.get(dimension);
  }

  /** Number of values. */
  long size() {
    return sizes.stream().reduce(1L, (a, b) -> a * b);
  }

  boolean isScalar() {
    return size() == 1 && rank() <= 1;
  }

  boolean is(Long... expected) {
    return sizes.equals(List.of(expected));
  }

  /** The first two sizes, then 1s: what pooling everything leaves. */
  List<Long> pooled() {
    List<Long> pooled = new ArrayList<>(sizes);
    for (int i = 2; i < pooled.size(); i++) {
      pooled.set(i, 1L);
    }
    return pooled;
  }

  @Override
  public String toString() {
    return sizes.toString();
  }
}
