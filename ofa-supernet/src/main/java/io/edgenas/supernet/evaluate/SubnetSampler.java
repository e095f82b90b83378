package io.edgenas.supernet.evaluate;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.Seeds;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.store.SampleLog;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Evaluates random subnets: what an accuracy model is fitted on. */
public final class SubnetSampler {
  /** Draws per subnet wanted: a space that has enough subnets gives one in far fewer. */
  private static final int ATTEMPTS = 1_000;

  private SubnetSampler() {}

  /**
   * Distinct subnets at the task's resolutions: the smallest, the largest, then drawn uniformly per
   * choice. The first ones of a longer list are the shorter list.
   *
   * @param count at least 2
   * @throws BadInputException if the space has fewer subnets than that
   */
  public static List<Arch> draw(MbConvSpace space, Task task, int count, long seed) {
    List<Integer> resolutions = task.resolutions();
    Set<Arch> drawn = new LinkedHashSet<>();
    drawn.add(space.smallest().withResolution(resolutions.get(0)));
    drawn.add(space.largest().withResolution(resolutions.get(resolutions.size() - 1)));
    ArchVariation variation = new ArchVariation(space, resolutions);
    RandomGenerator random = Seeds.generator(seed, "samples");
    for (long i = 0; drawn.size() < count && i < (long) ATTEMPTS * count; i++) {
      drawn.add(variation.sample(random));
    }
    if (drawn.size() < count) {
      throw new BadInputException(
          "only "
              + drawn.size()
              + " distinct subnets were drawn from space "
              + space.name()
              + ": ask for no more than that, not "
              + count);
    }
    return List.copyOf(drawn);
  }

  /**
   * Evaluates those subnets that the log does not have yet, and appends each as it comes: run again
   * after an interruption, it goes on.
   *
   * @param evaluated hears of each new sample
   * @param stop asked before each subnet whether to leave
   * @return whether all are evaluated
   */
  public static boolean run(
      Evaluator evaluator,
      List<Arch> archs,
      SampleLog log,
      Consumer<EvaluatedArch> evaluated,
      BooleanSupplier stop)
      throws IOException {
    Set<Arch> known = new HashSet<>();
    log.rows().forEach(sample -> known.add(sample.arch()));
    for (Arch arch : archs) {
      if (known.add(arch)) {
        if (stop.getAsBoolean()) {
          return false;
        }
        Evaluation evaluation = evaluator.evaluate(arch);
        EvaluatedArch sample = new EvaluatedArch(arch, evaluation.top1(), evaluation.imageCount());
        log.append(sample);
        evaluated.accept(sample);
      }
    }
    return true;
  }
}
