package io.edgenas.export;

import io.edgenas.export.OnnxGuard.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Sizes of a tensor's dimensions, known to fit into memory; a symbolic one counts as 1.
 *
 * @param sizes 0 and more each
 */
record Shape(List<Long> sizes) {
  /** Elements of the largest tensor: 512 MiB of float32. */
  static final long MAX_ELEMENTS = 1L << 27;

  private static final int MAX_RANK = 8;

  /**
   * Makes sure that a tensor of these sizes fits.
   *
   * @param what names the tensor in the message
   */
  static Shape of(String what, List<Long> sizes) throws Refusal {
    if (sizes.size() > MAX_RANK) {
      throw new Refusal(what + " has " + sizes.size() + " dimensions, at most " + MAX_RANK);
    }
    long elements = 1;
    for (long size : sizes) {
      if (!(size >= 0 && size <= MAX_ELEMENTS) || elements * Math.max(1, size) > MAX_ELEMENTS) {
        throw new Refusal(
            what + " of shape " + sizes + " is too large: at most " + MAX_ELEMENTS + " values");
      }
      elements *= Math.max(1, size);
    }
    return new Shape(List.copyOf(sizes));
  }

  int rank() {
    return sizes.size();
  }

  long size(int dimension) {
    return sizes.get(dimension);
  }

  /** Number of values. */
  long size() {
    return sizes.stream().reduce(1L, (a, b) -> a * b);
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
