package io.edgenas.search.accuracy;

import io.edgenas.base.input.Check;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.BlockChoice;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.StageChoice;
import io.edgenas.space.StageSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Features of the architectures of any space. One-hot: kernel and expand ratio of every block slot
 * (all zero for a slot that is switched off), width of every stage where it is elastic, resolution.
 * Last, {@code log-stage-macs}: the natural logarithm of the multiply-accumulates of all stages'
 * blocks, without stem and head.
 */
public final class ArchFeatures implements FeatureEncoding {
  private final SearchSpace space;
  private final List<Integer> resolutions;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Map<Integer, Double>> trends = new LinkedHashMap<>();
  private final int[] stageStart;
  private final StageMacs macs;

  /**
   * @param resolutions those of the space's that architectures may have
   */
  public ArchFeatures(SearchSpace space, List<Integer> resolutions) {
    this.space = space;
    this.resolutions = new ArchVariation(space, resolutions).resolutions();
    this.stageStart = new int[space.stages().size()];
    for (int i = 0; i < stageStart.length; i++) {
      stageStart[i] = names.size();
      addStage("stage" + (i + 1), space.stages().get(i));
    }
    for (int resolution : this.resolutions) {
      add("r" + resolution, "resolution", share(resolution, this.resolutions));
    }
    names.add("log-stage-macs");
    this.macs = new StageMacs(space);
  }

  private void addStage(String stageName, StageSpec stage) {
    if (stage.elasticWidth()) {
      for (int width : stage.widths()) {
        add(stageName + ".w" + width, stageName + ".width", share(width, stage.widths()));
      }
    }
    for (int j = 0; j < stage.maxDepth(); j++) {
      String block = stageName + ".block" + (j + 1);
      for (int kernel : stage.kernels()) {
        double share = share(kernel, stage.kernels());
        int feature = add(block + ".k" + kernel, stageName + ".kernel", share);
        grow("kernel", feature, share);
        grow(block + ".kernel", feature, share);
        grow(block, feature, 1);
        grow(stageName + ".depth", feature, 1);
        grow("depth", feature, 1);
      }
      for (int expand : stage.expands()) {
        double share = share(expand, stage.expands());
        int feature = add(block + ".e" + expand, stageName + ".expand", share);
        grow(block + ".expand", feature, share);
        grow("expand", feature, share);
      }
    }
  }

  private int add(String name, String trend, double share) {
    names.add(name);
    grow(trend, names.size() - 1, share);
    return names.size() - 1;
  }

  private void grow(String trend, int feature, double share) {
    trends.computeIfAbsent(trend, name -> new LinkedHashMap<>()).put(feature, share);
  }

  /** Place of a value in the range of the choices, 0 to 1. */
  private static double share(int value, List<Integer> choices) {
    int smallest = choices.get(0);
    int range = choices.get(choices.size() - 1) - smallest;
    return range == 0 ? 0 : (double) (value - smallest) / range;
  }

  /**
   * Quantities that several one-hot features share, such as the kernel sizes of a stage: for each
   * the weights of the features (by index) that add up to it, all 0 to 1.
   */
  List<Map<Integer, Double>> trends() {
    return List.copyOf(trends.values());
  }

  public SearchSpace space() {
    return space;
  }

  public List<Integer> resolutions() {
    return resolutions;
  }

  @Override
  public List<String> names() {
    return List.copyOf(names);
  }

  @Override
  public int size() {
    return names.size();
  }

  /**
   * @throws io.edgenas.base.input.BadInputException if the space does not allow the architecture or
   *     the resolution is not among those of the encoding
   */
  @Override
  public void encode(ArchSpec arch, float[] target, int offset) {
    space.check(arch);
    Check.oneOf("resolution", arch.resolution(), resolutions);
    int resolution = resolutions.indexOf(arch.resolution());
    Arrays.fill(target, offset, offset + size(), 0);
    for (int i = 0; i < stageStart.length; i++) {
      StageSpec stage = space.stages().get(i);
      StageChoice choice = arch.stages().get(i);
      int at = offset + stageStart[i];
      if (stage.elasticWidth()) {
        target[at + stage.widths().indexOf(choice.width().orElseThrow())] = 1;
        at += stage.widths().size();
      }
      for (BlockChoice block : choice.blocks()) {
        target[at + stage.kernels().indexOf(block.kernel())] = 1;
        at += stage.kernels().size();
        target[at + stage.expands().indexOf(block.expand())] = 1;
        at += stage.expands().size();
      }
    }
    target[offset + size() - 1 - resolutions.size() + resolution] = 1;
    target[offset + size() - 1] = (float) Math.log(macs.of(arch));
  }
}
