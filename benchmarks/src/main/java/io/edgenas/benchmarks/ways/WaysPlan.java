package io.edgenas.benchmarks.ways;

import io.edgenas.network.Lowering;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.network.SpaceOperations;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What is measured.
 *
 * @param operations all that networks of the space have at the resolutions
 * @param covering networks that have all of them, to be profiled
 * @param judging random networks that say which way predicts best
 */
record WaysPlan(List<Operation> operations, List<Network> covering, List<Network> judging) {
  private static final int CLASSES = 1_000;
  private static final int CHANNELS = 3;
  private static final int DRAWS_PER_NETWORK = 1_000;

  WaysPlan {
    operations = List.copyOf(operations);
    covering = List.copyOf(covering);
    judging = List.copyOf(judging);
  }

  /**
   * The plan for a space.
   *
   * @param count how many networks judge; fewer where the space has no more
   * @param seed decides which
   * @throws io.edgenas.base.input.BadInputException if the space does not have one of the
   *     resolutions
   */
  static WaysPlan of(SearchSpace space, List<Integer> resolutions, int count, long seed) {
    ArchVariation variation = new ArchVariation(space, resolutions);
    Task task = Task.of(space, CLASSES, CHANNELS);
    List<Network> covering = new ArrayList<>();
    Set<Operation> operations = new LinkedHashSet<>();
    for (int resolution : resolutions) {
      SpaceOperations.covering(space, resolution).stream()
          .distinct()
          .forEach(arch -> covering.add(Lowering.lower(space, task, arch)));
      operations.addAll(SpaceOperations.of(space, task, resolution));
    }
    RandomGenerator random = new SplittableRandom(seed);
    Set<ArchSpec> drawn = new LinkedHashSet<>();
    for (long i = 0; drawn.size() < count && i < (long) count * DRAWS_PER_NETWORK; i++) {
      drawn.add(variation.sample(random));
    }
    return new WaysPlan(
        List.copyOf(operations),
        covering,
        drawn.stream().map(arch -> Lowering.lower(space, task, arch)).toList());
  }

  /** Whether copies of an operation can follow each other. */
  static boolean chains(Operation operation) {
    return operation.input().equals(operation.output());
  }
}
