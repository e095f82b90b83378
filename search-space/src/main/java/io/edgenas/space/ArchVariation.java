package io.edgenas.space;

import io.edgenas.base.input.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Sampling, mutation, crossover and neighbourhood of a space's architectures: the primitives of
 * training and search. Everything drawn is a function of the generator given.
 *
 * <p>Mutation and crossover follow once-for-all's evolution finder ({@code mutate_sample}, {@code
 * crossover_sample}): every gene on its own. Deviation: inactive blocks do not exist here, so
 * blocks that a larger depth brings in are drawn anew (mutation) or come from the parent that has
 * them (crossover).
 */
public final class ArchVariation {
  private final SearchSpace space;
  private final List<Integer> resolutions;

  /** Varies over all resolutions of the space. */
  public ArchVariation(SearchSpace space) {
    this(space, space.resolutions());
  }

  /** Varies over the given resolutions of the space. */
  public ArchVariation(SearchSpace space, List<Integer> resolutions) {
    this.space = space;
    this.resolutions =
        Choices.ascending(
            "resolution", resolutions, Limits.MIN_RESOLUTION, Limits.MAX_RESOLUTION, 64);
    for (int resolution : resolutions) {
      Check.oneOf("resolution", resolution, space.resolutions());
    }
  }

  public SearchSpace space() {
    return space;
  }

  public List<Integer> resolutions() {
    return resolutions;
  }

  /** Draws each choice uniformly: resolution, widths, depths, then kernel and expand per block. */
  public ArchSpec sample(RandomGenerator random) {
    int resolution = pick(resolutions, random);
    List<StageChoice> stages = new ArrayList<>();
    for (StageSpec stage : space.stages()) {
      OptionalInt width = sampleWidth(stage, random);
      stages.add(new StageChoice(width, sampleBlocks(stage, pick(stage.depths(), random), random)));
    }
    return new ArchSpec(resolution, stages);
  }

  /**
   * Draws each gene anew with the given probability.
   *
   * @param probability 0 to 1, per resolution, stage width, stage depth and block
   */
  public ArchSpec mutate(ArchSpec arch, double probability, RandomGenerator random) {
    Check.range("mutation probability", probability, 0, 1);
    int resolution =
        random.nextDouble() < probability ? pick(resolutions, random) : arch.resolution();
    List<StageChoice> stages = new ArrayList<>();
    for (int i = 0; i < space.stages().size(); i++) {
      StageSpec stage = space.stages().get(i);
      StageChoice choice = arch.stages().get(i);
      OptionalInt width =
          random.nextDouble() < probability ? sampleWidth(stage, random) : choice.width();
      int depth = random.nextDouble() < probability ? pick(stage.depths(), random) : choice.depth();
      List<BlockChoice> blocks = new ArrayList<>();
      for (int j = 0; j < depth; j++) {
        boolean redraw = random.nextDouble() < probability || j >= choice.depth();
        blocks.add(redraw ? sampleBlock(stage, random) : choice.blocks().get(j));
      }
      stages.add(new StageChoice(width, blocks));
    }
    return new ArchSpec(resolution, stages);
  }

  /** Takes each gene from one of two parents, with equal chance. */
  public ArchSpec crossover(ArchSpec a, ArchSpec b, RandomGenerator random) {
    int resolution = random.nextBoolean() ? a.resolution() : b.resolution();
    List<StageChoice> stages = new ArrayList<>();
    for (int i = 0; i < space.stages().size(); i++) {
      StageChoice left = a.stages().get(i);
      StageChoice right = b.stages().get(i);
      OptionalInt width = random.nextBoolean() ? left.width() : right.width();
      int depth = random.nextBoolean() ? left.depth() : right.depth();
      List<BlockChoice> blocks = new ArrayList<>();
      for (int j = 0; j < depth; j++) {
        boolean fromLeft = random.nextBoolean() ? j < left.depth() : j >= right.depth();
        blocks.add((fromLeft ? left : right).blocks().get(j));
      }
      stages.add(new StageChoice(width, blocks));
    }
    return new ArchSpec(resolution, stages);
  }

  /**
   * Every architecture that differs in one gene: another resolution or stage width, one depth step
   * (dropping the last blocks, or adding equal ones with any choices), another kernel or expand
   * ratio of one block. In a fixed order; without {@code arch} itself.
   */
  public List<ArchSpec> neighbours(ArchSpec arch) {
    List<ArchSpec> found = new ArrayList<>();
    for (int resolution : resolutions) {
      if (resolution != arch.resolution()) {
        found.add(arch.withResolution(resolution));
      }
    }
    for (int i = 0; i < space.stages().size(); i++) {
      for (StageChoice choice : neighbours(space.stages().get(i), arch.stages().get(i))) {
        List<StageChoice> stages = new ArrayList<>(arch.stages());
        stages.set(i, choice);
        found.add(new ArchSpec(arch.resolution(), stages));
      }
    }
    return found;
  }

  private static List<StageChoice> neighbours(StageSpec stage, StageChoice choice) {
    List<StageChoice> found = new ArrayList<>();
    if (stage.elasticWidth()) {
      for (int width : stage.widths()) {
        if (width != choice.width().getAsInt()) {
          found.add(new StageChoice(OptionalInt.of(width), choice.blocks()));
        }
      }
    }
    int position = stage.depths().indexOf(choice.depth());
    if (position > 0) {
      int shallower = stage.depths().get(position - 1);
      found.add(new StageChoice(choice.width(), choice.blocks().subList(0, shallower)));
    }
    if (position + 1 < stage.depths().size()) {
      int added = stage.depths().get(position + 1) - choice.depth();
      for (int kernel : stage.kernels()) {
        for (int expand : stage.expands()) {
          List<BlockChoice> blocks = new ArrayList<>(choice.blocks());
          blocks.addAll(Collections.nCopies(added, new BlockChoice(kernel, expand)));
          found.add(new StageChoice(choice.width(), blocks));
        }
      }
    }
    for (int j = 0; j < choice.depth(); j++) {
      BlockChoice block = choice.blocks().get(j);
      for (int kernel : stage.kernels()) {
        if (kernel != block.kernel()) {
          found.add(withBlock(choice, j, new BlockChoice(kernel, block.expand())));
        }
      }
      for (int expand : stage.expands()) {
        if (expand != block.expand()) {
          found.add(withBlock(choice, j, new BlockChoice(block.kernel(), expand)));
        }
      }
    }
    return found;
  }

  private static StageChoice withBlock(StageChoice choice, int index, BlockChoice block) {
    List<BlockChoice> blocks = new ArrayList<>(choice.blocks());
    blocks.set(index, block);
    return new StageChoice(choice.width(), blocks);
  }

  private static List<BlockChoice> sampleBlocks(
      StageSpec stage, int depth, RandomGenerator random) {
    List<BlockChoice> blocks = new ArrayList<>();
    for (int j = 0; j < depth; j++) {
      blocks.add(sampleBlock(stage, random));
    }
    return blocks;
  }

  private static BlockChoice sampleBlock(StageSpec stage, RandomGenerator random) {
    return new BlockChoice(pick(stage.kernels(), random), pick(stage.expands(), random));
  }

  private static OptionalInt sampleWidth(StageSpec stage, RandomGenerator random) {
    return stage.elasticWidth()
        ? OptionalInt.of(pick(stage.widths(), random))
        : OptionalInt.empty();
  }

  private static int pick(List<Integer> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
