package io.edgenas.supernet.policy;

import io.edgenas.base.input.Check;
import io.edgenas.data.Seeds;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.StageChoice;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * The subnets that one phase trains. Every architecture that comes out is a canonical one of the
 * full space: a width that the phase holds fixed is written where the space makes it elastic.
 */
public final class PhaseSampler {
  private final SearchSpace space;
  private final SearchSpace open;
  private final ArchVariation variation;

  PhaseSampler(SearchSpace space, Task task, Openings openings) {
    for (int resolution : task.resolutions()) {
      Check.oneOf("task resolution", resolution, space.resolutions());
    }
    this.space = space;
    this.open = openings.restrict(space, task.resolutions());
    this.variation = new ArchVariation(open);
  }

  /** What is open, as a space of its own: for counting and for messages. */
  public SearchSpace openSpace() {
    return open;
  }

  /** Draws each open choice uniformly. */
  public ArchSpec sample(RandomGenerator random) {
    return full(variation.sample(random));
  }

  /** The largest open choice everywhere, at the largest open resolution. */
  public ArchSpec largest() {
    return full(open.largest());
  }

  /** The smallest open choice everywhere, at the smallest open resolution. */
  public ArchSpec smallest() {
    return full(open.smallest());
  }

  /**
   * What one step trains: one resolution for all its subnets, because they see the same batch. A
   * function of its arguments.
   *
   * @param count number of subnets, at least 1
   * @param phase index of the phase
   * @param step within the phase
   */
  public StepPlan step(Recipe recipe, int count, long seed, int phase, long step) {
    RandomGenerator random = Seeds.generator(seed, "subnets", phase, step);
    List<Integer> resolutions = open.resolutions();
    int resolution = resolutions.get(random.nextInt(resolutions.size()));
    List<ArchSpec> subnets = new ArrayList<>();
    if (recipe == Recipe.SANDWICH) {
      subnets.add(largest().withResolution(resolution));
      if (count > 1) {
        subnets.add(smallest().withResolution(resolution));
      }
    }
    while (subnets.size() < count) {
      subnets.add(sample(random).withResolution(resolution));
    }
    return new StepPlan(resolution, subnets);
  }

  private ArchSpec full(ArchSpec arch) {
    List<StageChoice> stages = new ArrayList<>();
    for (int i = 0; i < space.stages().size(); i++) {
      StageChoice choice = arch.stages().get(i);
      OptionalInt width =
          space.stages().get(i).elasticWidth()
              ? OptionalInt.of(open.width(i, choice))
              : OptionalInt.empty();
      stages.add(new StageChoice(width, choice.blocks()));
    }
    return space.check(new ArchSpec(arch.resolution(), stages));
  }
}
