package io.edgenas.experiments.learners;

import io.edgenas.network.Arch;
import io.edgenas.space.Axis;
import io.edgenas.space.Decision;
import io.edgenas.space.DecisionSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Architectures as sequences of nodes, one for each operation that is there. A node is one-hot
 * twice: what was chosen, and where in the network it is. So a network shares what a choice means
 * between the places, which is what sequence and graph encoders are for; a linear layer on top is
 * an embedding of both.
 */
final class NodeEncoding {
  private final List<List<Decision<?>>> nodes;
  private final int choices;

  private NodeEncoding(List<List<Decision<?>>> nodes) {
    this.nodes = nodes;
    this.choices =
        nodes.stream()
            .mapToInt(node -> node.stream().mapToInt(NodeEncoding::places).sum())
            .max()
            .orElseThrow();
  }

  /**
   * Makes the encoding of a space whose nodes have the same decisions everywhere.
   *
   * @param nodeOf decisions of the same name here are one node
   */
  static NodeEncoding of(DecisionSpace space, Function<Decision<?>, String> nodeOf) {
    Map<String, List<Decision<?>>> nodes = new LinkedHashMap<>();
    for (Decision<?> decision : space.decisions()) {
      if (!decision.isExtent() && decision.choices().size() > 1) {
        nodes.computeIfAbsent(nodeOf.apply(decision), name -> new ArrayList<>()).add(decision);
      }
    }
    Collection<List<Decision<?>>> values = nodes.values();
    return new NodeEncoding(List.copyOf(values));
  }

  /** The most nodes that an architecture has. */
  int length() {
    return nodes.size();
  }

  /** Values of a node. */
  int width() {
    return choices + nodes.size();
  }

  /**
   * Writes the nodes of an architecture, {@code [length(), width()]}, to zeros. Nodes that are
   * there come last and without gaps, so that a sequence ends with the network.
   *
   * @return how many are there
   */
  int encode(Arch arch, float[] target, int offset) {
    List<float[]> present = new ArrayList<>();
    for (int position = 0; position < nodes.size(); position++) {
      float[] row = new float[width()];
      row[choices + position] = 1;
      if (encode(nodes.get(position), arch, row)) {
        present.add(row);
      }
    }
    int at = offset + (nodes.size() - present.size()) * width();
    for (float[] row : present) {
      System.arraycopy(row, 0, target, at, row.length);
      at += row.length;
    }
    return present.size();
  }

  private static boolean encode(List<Decision<?>> node, Arch arch, float[] row) {
    int at = 0;
    boolean present = false;
    for (Decision<?> decision : node) {
      Optional<int[]> chosen = chosen(decision, arch);
      if (chosen.isPresent()) {
        present = true;
        int start = at;
        for (int i = 0; i < chosen.get().length; i++) {
          row[start + chosen.get()[i]] = 1;
          start += decision.axes().get(i).size();
        }
      }
      at += places(decision);
    }
    return present;
  }

  private static <T> Optional<int[]> chosen(Decision<T> decision, Arch arch) {
    return decision.in(arch).map(choice -> decision.places(decision.choices().indexOf(choice)));
  }

  private static int places(Decision<?> decision) {
    return decision.axes().stream().mapToInt(Axis::size).sum();
  }
}
