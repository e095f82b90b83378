package io.edgenas.supernet.elastic;

import io.edgenas.supernet.store.Tensor;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.stream.IntStream;

/** Orders of channels, and arrays in another order. */
final class ChannelOrder {
  private ChannelOrder() {}

  /**
   * Channels by falling importance within the parts that {@code ends} cut; equal ones in the old
   * order.
   *
   * @param ends numbers of channels, each the length of a prefix that stays the same set
   * @return at each new position the old one
   */
  static int[] sorted(double[] importance, SortedSet<Integer> ends) {
    int[] order = new int[importance.length];
    int start = 0;
    for (int end : ends) {
      sortPart(importance, order, start, Math.min(end, order.length));
      start = Math.min(end, order.length);
    }
    sortPart(importance, order, start, order.length);
    return order;
  }

  private static void sortPart(double[] importance, int[] order, int start, int end) {
    int[] part =
        IntStream.range(start, end)
            .boxed()
            .sorted(Comparator.comparingDouble(channel -> -importance[channel]))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(part, 0, order, start, part.length);
  }

  /** The tensor with the slices of one axis in another order. */
  static Tensor permuted(Tensor tensor, int axis, int[] order) {
    int inner = 1;
    for (int i = axis + 1; i < tensor.shape().size(); i++) {
      inner *= tensor.shape().get(i);
    }
    int length = tensor.shape().get(axis);
    if (length != order.length) {
      throw new IllegalArgumentException("order of " + order.length + " for " + tensor.shape());
    }
    float[] from = tensor.values();
    float[] to = new float[from.length];
    for (int outer = 0; outer < from.length; outer += length * inner) {
      for (int i = 0; i < length; i++) {
        System.arraycopy(from, outer + order[i] * inner, to, outer + i * inner, inner);
      }
    }
    return new Tensor(tensor.shape(), to);
  }
}
