package io.edgenas.network;

import io.edgenas.base.input.BadInputException;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.BlockChoice;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.StageChoice;
import io.edgenas.space.StageSpec;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToIntFunction;

/** The distinct operations of which all networks of a space at one resolution are made. */
public final class SpaceOperations {
  private static final long MAX_NETWORKS = 5_000;

  private SpaceOperations() {}

  /**
   * The distinct operations of all networks at a resolution.
   *
   * @throws BadInputException if the space does not have the resolution, or has so many choices
   *     that listing them is out of reach
   */
  public static Set<Operation> of(SearchSpace space, Task task, int resolution) {
    Set<Operation> operations = new LinkedHashSet<>();
    for (ArchSpec arch : covering(space, resolution)) {
      operations.addAll(Lowering.lower(space, task, arch).operations());
    }
    return operations;
  }

  /**
   * Architectures of full depth, all blocks of a stage alike, in which every stage meets every
   * (kernel, expand ratio, width of the stage before, own width); an operation depends on nothing
   * else. Widths alternate between two indices from stage to stage, and lists shorter than the
   * longest repeat. The largest choices come first: nets worth shipping use them.
   *
   * @throws BadInputException if there are so many choices that listing them is out of reach
   */
  public static List<ArchSpec> covering(SearchSpace space, int resolution) {
    int widths = most(space, stage -> stage.widths().size());
    int kernels = most(space, stage -> stage.kernels().size());
    int expands = most(space, stage -> stage.expands().size());
    requireFew(space, (long) widths * widths * kernels * expands);
    List<ArchSpec> archs = new ArrayList<>();
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

  private static int most(SearchSpace space, ToIntFunction<StageSpec> size) {
    return space.stages().stream().mapToInt(size).max().orElseThrow();
  }

  private static ArchSpec uniform(
      SearchSpace space, int resolution, int even, int odd, int kernel, int expand) {
    List<StageChoice> stages = new ArrayList<>();
    for (int i = 0; i < space.stages().size(); i++) {
      StageSpec stage = space.stages().get(i);
      OptionalInt width =
          stage.elasticWidth()
              ? OptionalInt.of(cyclic(stage.widths(), i % 2 == 0 ? even : odd))
              : OptionalInt.empty();
      BlockChoice block =
          new BlockChoice(cyclic(stage.kernels(), kernel), cyclic(stage.expands(), expand));
      stages.add(new StageChoice(width, Collections.nCopies(stage.maxDepth(), block)));
    }
    return new ArchSpec(resolution, stages);
  }

  private static int cyclic(List<Integer> choices, int index) {
    return choices.get(index % choices.size());
  }

  private static void requireFew(SearchSpace space, long networks) {
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
