package io.edgenas.space.mbconv;

import io.edgenas.network.Arch;
import io.edgenas.space.Task;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * Multiply-accumulates of the blocks of all stages, without stem and head: what does not depend on
 * the task. Lowers an architecture only when one of its blocks was not seen in that place before.
 * May be used by several threads.
 */
final class StageMacs implements ToLongFunction<Arch> {
  private final MbConvSpace space;
  private final Task task;
  private final Map<Place, Long> known = new ConcurrentHashMap<>();

  /** All that decides the shapes of a block; blocks after the first of a stage are alike. */
  private record Place(
      int resolution, int stage, boolean first, int inputWidth, int width, BlockChoice block) {}

  StageMacs(MbConvSpace space) {
    this.space = space;
    this.task = Task.of(space, 2, 1);
  }

  @Override
  public long applyAsLong(Arch given) {
    ArchSpec arch = ArchSpec.of(given);
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
          macs = count(arch, i, j);
          known.put(place, macs);
        }
        sum += macs;
        inputWidth = width;
      }
    }
    return sum;
  }

  private long count(ArchSpec arch, int stage, int block) {
    return Lowering.lower(space, task, arch).layers().stream()
        .filter(layer -> layer.site().isIn(stage, block))
        .mapToLong(layer -> layer.operation().macs())
        .sum();
  }
}
