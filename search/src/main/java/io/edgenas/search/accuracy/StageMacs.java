package io.edgenas.search.accuracy;

import io.edgenas.network.Lowering;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.BlockChoice;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.StageChoice;
import io.edgenas.space.Task;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Multiply-accumulates of the blocks of all stages, without stem and head: what does not depend on
 * the task. Lowers an architecture only when one of its blocks was not seen in that place before.
 * May be used by several threads.
 */
final class StageMacs {
  private final SearchSpace space;
  private final Task task;
  private final Map<Place, Long> known = new ConcurrentHashMap<>();

  /** All that decides the shapes of a block; blocks after the first of a stage are alike. */
  private record Place(
      int resolution, int stage, boolean first, int inputWidth, int width, BlockChoice block) {}

  StageMacs(SearchSpace space) {
    this.space = space;
    this.task = Task.of(space, 2, 1);
  }

  long of(ArchSpec arch) {
    long sum = 0;
    int inputWidth = 0;
    for (int i = 0; i < arch.stages().size(); i++) {
      StageChoice stage = arch.stages().get(i);
      int width = space.width(i, stage);
      for (int j = 0; j < stage.depth(); j++) {
        Place place =
            new Place(arch.resolution(), i, j == 0, inputWidth, width, stage.blocks().get(j));
        Long macs = known.get(place);
        if (macs == null) {
          macs = count(arch, Lowering.blockName(i, j));
          known.put(place, macs);
        }
        sum += macs;
        inputWidth = width;
      }
    }
    return sum;
  }

  private long count(ArchSpec arch, String layerName) {
    return Lowering.lower(space, task, arch).layers().stream()
        .filter(layer -> layer.name().equals(layerName))
        .mapToLong(layer -> layer.operation().macs())
        .sum();
  }
}
