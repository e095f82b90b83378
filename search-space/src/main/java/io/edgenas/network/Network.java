package io.edgenas.network;

import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A lowered architecture: its layers in an order of computation, and what each takes. Most networks
 * are chains, in which each layer takes what the one before gives.
 *
 * @param arch what was lowered
 * @param layers the first takes the image {@code [channels, resolution, resolution]}, the last
 *     gives the scores {@code [classes, 1, 1]}
 * @param inputs for each layer the places in {@code layers} of those that it takes, see {@link
 *     Node}; every layer but the last is taken by another
 */
public record Network(Arch arch, List<Layer> layers, List<List<Integer>> inputs) {
  /** The inputs of chains, by their length: a search lowers many of few lengths. */
  private static final Map<Integer, List<List<Integer>>> CHAINS = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException naming the layers that do not fit together
   */
  public Network {
    layers = List.copyOf(layers);
    inputs = List.copyOf(inputs);
    NetworkCheck.check(layers, inputs);
  }

  /** A network whose layers follow each other. */
  public static Network chain(Arch arch, List<Layer> layers) {
    return new Network(arch, layers, chain(layers.size()));
  }

  /** A network of any form; the nodes are in an order of computation. */
  public static Network graph(Arch arch, List<Node> nodes) {
    return new Network(
        arch, nodes.stream().map(Node::layer).toList(), nodes.stream().map(Node::inputs).toList());
  }

  private static List<List<Integer>> chain(int length) {
    return CHAINS.computeIfAbsent(
        length,
        size ->
            IntStream.range(0, size)
                .mapToObj(i -> i == 0 ? List.<Integer>of() : List.of(i - 1))
                .toList());
  }

  /** Whether the layers follow each other, one after the other. */
  public boolean isChain() {
    return inputs.equals(chain(layers.size()));
  }

  /** The layers, each with what it takes. */
  public List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      nodes.add(new Node(layers.get(i), inputs.get(i)));
    }
    return nodes;
  }

  /** Multiply-accumulates for one image. */
  public long macs() {
    return layers.stream().mapToLong(layer -> layer.operation().macs()).sum();
  }

  /** Number of trainable parameters. */
  public long params() {
    return layers.stream().mapToLong(layer -> layer.operation().params()).sum();
  }

  /** Shape of the image. */
  public FeatureShape input() {
    return layers.get(0).operation().input();
  }

  /** Number of image channels. */
  public int channels() {
    return input().channels();
  }

  /** Number of classes: one score each. */
  public int classes() {
    return layers.get(layers.size() - 1).operation().output().channels();
  }

  /** The operations in order. */
  public List<Operation> operations() {
    return layers.stream().map(Layer::operation).toList();
  }
}
