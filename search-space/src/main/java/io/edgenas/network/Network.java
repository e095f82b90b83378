package io.edgenas.network;

import io.edgenas.space.ArchSpec;
import io.edgenas.space.Task;
import java.util.List;

/**
 * A lowered architecture: its layers in the order of computation, each consuming the one before.
 *
 * @param arch what was lowered
 * @param task classes and channels it was lowered for
 * @param layers first takes the image {@code [channels, resolution, resolution]}, last gives the
 *     scores {@code [classes, 1, 1]}
 */
public record Network(ArchSpec arch, Task task, List<Layer> layers) {
  public Network {
    layers = List.copyOf(layers);
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

  /** The operations in order. */
  public List<Operation> operations() {
    return layers.stream().map(Layer::operation).toList();
  }
}
