package io.edgenas.supernet.policy;

import io.edgenas.base.input.Check;
import io.edgenas.data.Seeds;
import io.edgenas.network.Arch;
import io.edgenas.space.Chooser;
import io.edgenas.space.Choosers;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The subnets that one phase trains. Every architecture that comes out is a canonical one of the
 * full space: a width that the phase holds fixed is written where the space makes it elastic.
 */
public final class PhaseSampler {
  private final MbConvSpace space;
  private final MbConvSpace open;

  PhaseSampler(MbConvSpace space, Task task, Openings openings) {
    for (int resolution : task.resolutions()) {
      Check.oneOf("task resolution", resolution, space.resolutions());
    }
    this.space = space;
    this.open = openings.restrict(space, task.resolutions());
  }

  /** What is open, as a space of its own: for counting and for messages. */
  public MbConvSpace openSpace() {
    return open;
  }

  /** Draws each open choice uniformly. */
  public Arch sample(RandomGenerator random) {
    return full(Choosers.random(random));
  }

  /** The largest open choice everywhere, at the largest open resolution. */
  public Arch largest() {
    return full(Choosers.largest());
  }

  /** The smallest open choice everywhere, at the smallest open resolution. */
  public Arch smallest() {
    return full(Choosers.smallest());
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
    List<Arch> subnets = new ArrayList<>();
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

  private Arch full(Chooser chooser) {
    return space.build(Choosers.narrowed(open, chooser));
  }
}
