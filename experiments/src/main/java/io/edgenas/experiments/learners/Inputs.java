package io.edgenas.experiments.learners;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.edgenas.network.Arch;
import java.util.Arrays;
import java.util.List;

/**
 * Architectures as tensors, once for each member of an ensemble: the first axis is the member, the
 * second the architecture.
 *
 * @param rows {@code [members, archs, columns]}: what the Gaussian process sees, standardised
 * @param costs {@code [members, archs, costs]}: the last columns of the rows
 * @param nodes {@code [members, archs, length, width]}, see {@link NodeEncoding}
 * @param adjacency {@code [members, archs, length, length]}: the chain of the nodes that are there
 *     with a loop at each, normalised as {@code D^-1/2 (A + I) D^-1/2} (Kipf and Welling 2017,
 *     equation 2)
 * @param shares {@code [members, archs, length, 1]}: one over the nodes that are there; 0 for
 *     others
 */
record Inputs(NDArray rows, NDArray costs, NDArray nodes, NDArray adjacency, NDArray shares) {

  /** Makes tensors of architectures. */
  static Inputs of(
      AccuracySet set, RowScaling scaling, List<List<Arch>> perMember, NDManager manager) {
    int members = perMember.size();
    int archs = perMember.get(0).size();
    int costs = set.encoding().descriptorCount();
    int columns = scaling.columns();
    int length = set.nodes().length();
    int width = set.nodes().width();
    float[] rowValues = new float[members * archs * columns];
    float[] costValues = new float[members * archs * costs];
    float[] nodeValues = new float[members * archs * length * width];
    float[] adjacency = new float[members * archs * length * length];
    float[] shares = new float[members * archs * length];
    int at = 0;
    for (List<Arch> list : perMember) {
      for (double[] row : set.encoding().rows(list)) {
        float[] scaled = scaling.scaled(row);
        System.arraycopy(scaled, 0, rowValues, at * columns, columns);
        System.arraycopy(scaled, columns - costs, costValues, at * costs, costs);
        int index = at % archs;
        int present = set.nodes().encode(list.get(index), nodeValues, at * length * width);
        chain(adjacency, at * length * length, length, length - present);
        Arrays.fill(shares, (at + 1) * length - present, (at + 1) * length, 1f / present);
        at++;
      }
    }
    return new Inputs(
        manager.create(rowValues, new Shape(members, archs, columns)),
        manager.create(costValues, new Shape(members, archs, costs)),
        manager.create(nodeValues, new Shape(members, archs, length, width)),
        manager.create(adjacency, new Shape(members, archs, length, length)),
        manager.create(shares, new Shape(members, archs, length, 1)));
  }

  private static void chain(float[] target, int offset, int length, int first) {
    for (int i = first; i < length; i++) {
      for (int j = Math.max(first, i - 1); j <= Math.min(length - 1, i + 1); j++) {
        target[offset + i * length + j] =
            (float) (1 / Math.sqrt(degree(i, first, length) * degree(j, first, length)));
      }
    }
  }

  private static double degree(int node, int first, int length) {
    return 1 + (node > first ? 1 : 0) + (node < length - 1 ? 1 : 0);
  }
}
