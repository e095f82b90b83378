package io.edgenas.space.mbconv;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/** Few architectures that together have every operation of a space. */
final class MbConvCovering {
  private static final long MAX_NETWORKS = 5_000;

  private MbConvCovering() {}

  /**
   * Architectures of full depth, all blocks of a stage alike, in which every stage meets every
   * (kernel, expand ratio, width of the stage before, own width); an operation depends on nothing
   * else. Widths alternate between two indices from stage to stage, and lists shorter than the
   * longest repeat. The largest choices come first: nets worth shipping use them.
   *
   * @throws BadInputException if there are so many choices that listing them is out of reach
   */
  static List<Arch> at(MbConvSpace space, int resolution) {
    int widths = most(space, stage -> stage.widths().size());
    int kernels = most(space, stage -> stage.kernels().size());
    int expands = most(space, stage -> stage.expands().size());
    requireFew(space, (long) widths * widths * kernels * expands);
    List<Arch> archs = new ArrayList<>();
    for (int even = widths - 1; even >= 0; even--) {
      for (int odd = widths - 1; odd >= 0; odd--) {
        for (int kernel = kernels - 1; kernel >= 0; kernel--) {
          for (int expand = expands - 1; expand >= 0; expand--) {
            archs.add(uniform(space, resolution, even, odd, kernel, expand));
          }
        }
      }
    }
    return archs;
  }

  private static int most(MbConvSpace space, ToIntFunction<StageSpec> size) {
    return space.stages().stream().mapToInt(size).max().orElseThrow();
  }

  private static ArchSpec uniform(
      MbConvSpace space, int resolution, int even, int odd, int kernel, int expand) {
    List<StageChoice> stages = new ArrayList<>();
    for (int i = 0; i < space.stages().size(); i++) {
      StageSpec stage = space.stages().get(i);
      int width = cyclic(stage.widths(), i % 2 == 0 ? even : odd);
      BlockChoice block =
          new BlockChoice(cyclic(stage.kernels(), kernel), cyclic(stage.expands(), expand));
      stages.add(stage.choose(width, Collections.nCopies(stage.maxDepth(), block)));
    }
    return new ArchSpec(resolution, stages);
  }

  private static int cyclic(List<Integer> choices, int index) {
    return choices.get(index % choices.size());
  }

  private static void requireFew(MbConvSpace space, long networks) {
    if (networks > MAX_NETWORKS) {
      throw new BadInputException(
          "space "
              + space.name()
              + " has "
              + networks
              + " combinations of widths, kernels and expand ratios: the operations of at most "
              + MAX_NETWORKS
              + " are listed");
    }
  }
}
