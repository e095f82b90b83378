package io.edgenas.space.cell;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.value.Require;
import io.edgenas.network.Arch;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One cell: {@code r32/|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|none~1|none~2|}.
 * The text behind the slash is NAS-Bench-201's own: for each node after the first, the operations
 * on the edges that lead to it, each with the node that it takes.
 *
 * @param resolution side of the image in pixels
 * @param edges the operations on the edges 0-1, 0-2, 1-2, 0-3, 1-3, 2-3
 */
public record CellArch(int resolution, List<CellOperation> edges) implements Arch {
  /** Nodes of a cell: the input, two between, the output. */
  static final int NODES = 4;

  /** Edges of a cell: one from each node to each later one. */
  static final int EDGES = NODES * (NODES - 1) / 2;

  private static final Pattern RESOLUTION = Pattern.compile("r([0-9]{1,4})/(.*)");
  private static final Pattern EDGE = Pattern.compile("([a-z0-9_]{1,40})~([0-9])");

  public CellArch {
    edges = List.copyOf(edges);
    Require.range("number of edges", edges.size(), EDGES, EDGES);
  }

  /** The place of the edge between two nodes in {@link #edges}. */
  static int index(int from, int to) {
    return to * (to - 1) / 2 + from;
  }

  /** The operation on the edge between two nodes. */
  CellOperation edge(int from, int to) {
    return edges.get(index(from, to));
  }

  /**
   * Reads the text of an architecture.
   *
   * @throws BadInputException if it is malformed, naming the part
   */
  static CellArch parse(String text) {
    Matcher matcher = RESOLUTION.matcher(text);
    if (!matcher.matches()) {
      throw malformed(text, "it begins with r, the resolution and a slash, as r32/");
    }
    String[] nodes = matcher.group(2).split("\\+", -1);
    if (nodes.length != NODES - 1) {
      throw malformed(text, "it has " + (NODES - 1) + " nodes, with + between them");
    }
    List<CellOperation> edges = new ArrayList<>();
    for (int to = 1; to < NODES; to++) {
      String node = nodes[to - 1];
      if (node.length() < 2 || !node.startsWith("|") || !node.endsWith("|")) {
        throw malformed(text, "each node begins and ends with |");
      }
      String[] parts = node.substring(1, node.length() - 1).split("\\|", -1);
      if (parts.length != to) {
        throw malformed(text, "node " + to + " has " + to + " edges, with | between them");
      }
      for (int from = 0; from < to; from++) {
        Matcher edge = EDGE.matcher(parts[from]);
        if (!edge.matches() || Integer.parseInt(edge.group(2)) != from) {
          throw malformed(text, "edge " + from + " of node " + to + " is OPERATION~" + from);
        }
        edges.add(CellOperation.parse(edge.group(1)));
      }
    }
    return new CellArch(Integer.parseInt(matcher.group(1)), edges);
  }

  private static BadInputException malformed(String text, String rule) {
    return new BadInputException("architecture '" + Check.shown(text) + "' is malformed: " + rule);
  }

  @Override
  public CellArch withResolution(int newResolution) {
    return new CellArch(newResolution, edges);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("r").append(resolution).append('/');
    for (int to = 1; to < NODES; to++) {
      text.append(to == 1 ? "|" : "+|");
      for (int from = 0; from < to; from++) {
        text.append(edge(from, to).text()).append('~').append(from).append('|');
      }
    }
    return text.toString();
  }
}
