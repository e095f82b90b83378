package io.edgenas.supernet.elastic;

import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Site;
import io.edgenas.network.Site.Part;
import io.edgenas.operation.Channels;
import io.edgenas.operation.MbConvOp;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.store.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Sorts channels by importance, so that a prefix of them is the best narrow network to begin with
 * (Cai et al., Once-for-All, section 3.3; {@code re_organize_middle_weights}). A channel's
 * importance is the L1 norm of the weights that read it. The largest subnet computes the same as
 * before.
 *
 * <p>Sorted are the middle channels of every block, the squeezed channels of
 * squeeze-and-excitation, and, beyond once-for-all, the output channels of stages whose width is
 * elastic, consistently over all layers that shortcuts tie together. Prefixes that earlier phases
 * have trained stay the same sets of channels: sorting happens between their ends.
 */
public final class ChannelSorting {
  private final MbConvSpace space;
  private final List<MbConvSpace> trained;
  private final Network largest;
  private final Map<String, Tensor> weights;

  private ChannelSorting(
      MbConvSpace space, Task task, List<MbConvSpace> trained, Map<String, Tensor> weights) {
    this.space = space;
    this.trained = trained;
    this.largest = space.lower(task, space.largest());
    this.weights = new HashMap<>(weights);
  }

  /**
   * The weights with sorted channels.
   *
   * @param trained what earlier phases had open, as sub-spaces of {@code space}; at least the
   *     largest subnet
   */
  public static Map<String, Tensor> sort(
      MbConvSpace space, Task task, List<MbConvSpace> trained, Map<String, Tensor> weights) {
    ChannelSorting sorting = new ChannelSorting(space, task, trained, weights);
    sorting.sortStageOutputs();
    sorting.sortMiddles();
    return sorting.weights;
  }

  // ---- middle channels

  private void sortMiddles() {
    for (Layer layer : largest.layers()) {
      if (layer.site().stage().isPresent()) {
        Bottleneck.of(layer).ifPresent(block -> sortMiddle(layer, block));
      }
    }
  }

  private void sortMiddle(Layer layer, MbConvOp block) {
    String name = layer.name();
    TreeSet<Integer> ends = middleEnds(layer.site());
    permuteMiddle(name, ChannelOrder.sorted(importance(name + ".project.weight"), ends));
    if (block.excite().isPresent()) {
      TreeSet<Integer> squeezedEnds = new TreeSet<>();
      ends.forEach(end -> squeezedEnds.add(Channels.squeeze(end)));
      permuteSqueezed(
          name, ChannelOrder.sorted(importance(name + ".se.expand.weight"), squeezedEnds));
    }
  }

  /** Numbers of middle channels that subnets of earlier phases use in a block. */
  private TreeSet<Integer> middleEnds(Site site) {
    int stage = site.stage().getAsInt();
    int block = site.block().getAsInt();
    TreeSet<Integer> ends = new TreeSet<>();
    for (MbConvSpace open : trained) {
      for (int input : block == 0 ? inputWidths(open, stage) : open.stages().get(stage).widths()) {
        for (int expand : open.stages().get(stage).expands()) {
          ends.add(Channels.middle(input, expand));
        }
      }
    }
    return ends;
  }

  private List<Integer> inputWidths(MbConvSpace open, int stage) {
    if (stage > 0) {
      return open.stages().get(stage - 1).widths();
    }
    return List.of(space.firstBlock().map(first -> first.width()).orElse(space.stem().width()));
  }

  private void permuteMiddle(String name, int[] order) {
    permuteConvolutionOutput(name + ".expand.", order);
    permuteConvolutionOutput(name + ".depthwise.", order);
    permute(name + ".se.reduce.weight", 1, order);
    permute(name + ".se.expand.weight", 0, order);
    permute(name + ".se.expand.bias", 0, order);
    permute(name + ".project.weight", 1, order);
  }

  private void permuteSqueezed(String name, int[] order) {
    permute(name + ".se.reduce.weight", 0, order);
    permute(name + ".se.reduce.bias", 0, order);
    permute(name + ".se.expand.weight", 1, order);
  }

  // ---- output channels of stages

  /** Layers that write and read the same channels, tied by shortcuts. */
  private record Tied(List<Layer> writers, List<Layer> readers) {}

  private List<Tied> tied() {
    List<Tied> groups = new ArrayList<>();
    Tied group = new Tied(new ArrayList<>(), new ArrayList<>());
    for (Layer layer : largest.layers()) {
      boolean first = group.writers().isEmpty();
      if (!first) {
        group.readers().add(layer);
      }
      if (layer.site().part() == Part.HEAD) {
        break; // its own output has a fixed width
      }
      if (!first && !ChannelEnds.of(layer).tied()) {
        groups.add(group);
        group = new Tied(new ArrayList<>(), new ArrayList<>());
      }
      group.writers().add(layer);
    }
    groups.add(group);
    return groups;
  }

  private void sortStageOutputs() {
    for (Tied group : tied()) {
      TreeSet<Integer> ends = new TreeSet<>();
      boolean elastic = false;
      for (int i = 0; i < space.stages().size(); i++) {
        int stage = i;
        if (group.writers().stream().anyMatch(layer -> layer.site().isIn(stage))) {
          elastic |= space.stages().get(stage).elasticWidth();
          trained.forEach(open -> ends.addAll(open.stages().get(stage).widths()));
        }
      }
      if (elastic) {
        permuteTied(group, ChannelOrder.sorted(importance(group), ends));
      }
    }
  }

  private double[] importance(Tied group) {
    double[] sum = null;
    for (Layer reader : group.readers()) {
      double[] read = importance(ChannelEnds.of(reader).reading());
      for (int i = 0; sum != null && i < sum.length; i++) {
        sum[i] += read[i];
      }
      sum = sum == null ? read : sum;
    }
    return sum;
  }

  private void permuteTied(Tied group, int[] order) {
    for (Layer writer : group.writers()) {
      permuteConvolutionOutput(ChannelEnds.of(writer).writing(), order);
    }
    for (Layer reader : group.readers()) {
      if (Bottleneck.of(reader).filter(block -> block.expand().isEmpty()).isPresent()) {
        permuteMiddle(reader.name(), order); // its middle channels are its input's
      } else {
        permute(ChannelEnds.of(reader).reading(), 1, order);
      }
    }
  }

  // ---- arrays

  /** L1 norm over all other axes, per index of axis 1. */
  private double[] importance(String name) {
    Tensor tensor = weights.get(name);
    int channels = tensor.shape().get(1);
    int inner = tensor.size() / tensor.shape().get(0) / channels;
    float[] values = tensor.values();
    double[] sum = new double[channels];
    for (int i = 0; i < values.length; i++) {
      sum[i / inner % channels] += Math.abs(values[i]);
    }
    return sum;
  }

  private void permuteConvolutionOutput(String prefix, int[] order) {
    permute(prefix + "weight", 0, order);
    permute(prefix + "bn.gamma", 0, order);
    permute(prefix + "bn.beta", 0, order);
  }

  /** Permutes a parameter, where the layer has it. */
  private void permute(String name, int axis, int[] order) {
    weights.computeIfPresent(name, (key, tensor) -> ChannelOrder.permuted(tensor, axis, order));
  }
}
