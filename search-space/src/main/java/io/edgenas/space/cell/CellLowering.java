package io.edgenas.space.cell;

import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Node;
import io.edgenas.network.Site;
import io.edgenas.network.Site.Choice;
import io.edgenas.operation.Activation;
import io.edgenas.operation.ActivationOp;
import io.edgenas.operation.AddOp;
import io.edgenas.operation.AveragePoolOp;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.Operation;
import io.edgenas.operation.PoolOp;
import io.edgenas.operation.ZeroOp;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a cell into the graph of a network, with NAS-Bench-201's macro skeleton ({@code
 * TinyNetwork} and {@code ResNetBasicblock} of AutoDL-Projects).
 *
 * <p>Only what the output depends on becomes a layer. A sum of no terms is zero: it is left out of
 * later sums, and is a {@link ZeroOp} where a convolution or the next cell reads it, because the
 * batch norm behind a convolution gives more than zero for zeros. One ReLU serves all convolutions
 * that read a node. The last batch norm and ReLU stand as a depthwise convolution of 1x1 with batch
 * norm, which computes the same with a weight of 1 for each channel.
 */
final class CellLowering {
  private final List<Node> nodes = new ArrayList<>();

  private CellLowering() {}

  static Network lower(CellSpace space, Task task, CellArch arch) {
    CellLowering lowering = new CellLowering();
    FeatureShape image = new FeatureShape(task.channels(), arch.resolution(), arch.resolution());
    int value =
        lowering.add("stem", Site.STEM, conv(image, space.widths().get(0), 3, 1, Activation.NONE));
    for (int stage = 0; stage < space.widths().size(); stage++) {
      if (stage > 0) {
        value = lowering.residual(stage, value, space.widths().get(stage));
      }
      for (int cell = 0; cell < space.cells(); cell++) {
        value = lowering.new Cell(arch, stage, cell, value).output();
      }
    }
    lowering.head(value, task.classes());
    return Network.graph(arch, lowering.nodes);
  }

  private int add(String name, Site site, Operation operation, Integer... inputs) {
    nodes.add(new Node(new Layer(name, site, operation), List.of(inputs)));
    return nodes.size() - 1;
  }

  private FeatureShape shape(int value) {
    return nodes.get(value).layer().operation().output();
  }

  private static ConvOp conv(
      FeatureShape input, int channels, int kernel, int stride, Activation activation) {
    return new ConvOp(input, channels, kernel, stride, 1, true, activation);
  }

  private int residual(int stage, int value, int width) {
    String place = "stage" + (stage + 1) + ".down.";
    Site site = Site.ofBlock(stage, 0, List.of());
    FeatureShape shape = shape(value);
    int relu = add(place + "relu", site, new ActivationOp(shape, Activation.RELU), value);
    int first = add(place + "first", site, conv(shape, width, 3, 2, Activation.RELU), relu);
    int second =
        add(place + "second", site, conv(shape(first), width, 3, 1, Activation.NONE), first);
    int pool = add(place + "pool", site, new AveragePoolOp(shape, 2, 2), value);
    ConvOp way = new ConvOp(shape(pool), width, 1, 1, 1, false, Activation.NONE);
    int shortcut = add(place + "shortcut", site, way, pool);
    return add(place + "sum", site, new AddOp(shape(second), 2), second, shortcut);
  }

  private void head(int value, int classes) {
    FeatureShape shape = shape(value);
    int channels = shape.channels();
    ConvOp norm = new ConvOp(shape, channels, 1, 1, channels, true, Activation.RELU);
    int normed = add("head.norm", Site.HEAD, norm, value);
    int pool = add("head.pool", Site.HEAD, new PoolOp(shape), normed);
    add("head.classifier", Site.HEAD, new LinearOp(shape(pool), classes), pool);
  }

  /** One cell of a network: nodes are computed when something reads them, each once. */
  private final class Cell {
    private final CellArch arch;
    private final String place;
    private final int stage;
    private final int block;
    private final FeatureShape shape;
    private final List<Optional<Integer>> values = new ArrayList<>();
    private final Integer[] active = new Integer[CellArch.NODES];
    private Integer zero;

    Cell(CellArch arch, int stage, int cell, int input) {
      this.arch = arch;
      this.place = "stage" + (stage + 1) + ".cell" + (cell + 1) + ".";
      this.stage = stage;
      // The residual block is the first of its stage.
      this.block = stage == 0 ? cell : cell + 1;
      this.shape = shape(input);
      for (int node = 0; node < CellArch.NODES; node++) {
        values.add(node == 0 ? Optional.of(input) : null);
      }
    }

    int output() {
      return value(CellArch.NODES - 1).orElseGet(this::zero);
    }

    private int addHere(String name, Operation operation, List<Choice> choices, Integer... inputs) {
      return add(place + name, Site.ofBlock(stage, block, choices), operation, inputs);
    }

    /** The layer that gives a node's value; empty where that is zero. */
    private Optional<Integer> value(int node) {
      if (values.get(node) == null) {
        values.set(node, sum(node));
      }
      return values.get(node);
    }

    private Optional<Integer> sum(int node) {
      List<Integer> terms = new ArrayList<>();
      for (int from = 0; from < node; from++) {
        edge(from, node).ifPresent(terms::add);
      }
      if (terms.size() < 2) {
        return terms.stream().findFirst();
      }
      AddOp add = new AddOp(shape, terms.size());
      return Optional.of(addHere("node" + node, add, List.of(), terms.toArray(Integer[]::new)));
    }

    private Optional<Integer> edge(int from, int to) {
      String name = "edge" + from + to;
      return switch (arch.edge(from, to)) {
        case NONE -> Optional.empty();
        case SKIP -> value(from);
        case AVERAGE_POOL ->
            value(from)
                .map(
                    taken ->
                        addHere(name + ".pool", new AveragePoolOp(shape, 3, 1), List.of(), taken));
        case CONV_1X1, CONV_3X3 -> Optional.of(convolution(name, arch.edge(from, to), from));
      };
    }

    private int convolution(String name, CellOperation operation, int from) {
      if (active[from] == null) {
        int taken = value(from).orElseGet(this::zero);
        ActivationOp relu = new ActivationOp(shape, Activation.RELU);
        active[from] = addHere("relu" + from, relu, List.of(), taken);
      }
      int kernel = operation.kernel();
      return addHere(
          name + ".conv" + kernel,
          conv(shape, shape.channels(), kernel, 1, Activation.NONE),
          List.of(new Choice(Choice.KERNEL, kernel)),
          active[from]);
    }

    private int zero() {
      if (zero == null) {
        zero = addHere("zero", new ZeroOp(shape), List.of(), values.get(0).orElseThrow());
      }
      return zero;
    }
  }
}
