package io.edgenas.search;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import java.util.List;

/**
 * What is asked for: the most accurate architecture of the space, at one of the resolutions, that
 * keeps every constraint.
 *
 * @param resolutions those of the space's that may be chosen, ascending
 * @param constraints may be empty
 */
public record SearchProblem(
    SearchSpace space,
    List<Integer> resolutions,
    AccuracyObjective objective,
    List<Constraint> constraints) {

  /**
   * @throws BadInputException if a resolution is not the space's or a limit is not a finite number
   *     above 0
   */
  public SearchProblem {
    resolutions = new ArchVariation(space, resolutions).resolutions();
    constraints = List.copyOf(constraints);
    for (Constraint constraint : constraints) {
      Check.positive("budget for " + constraint.name(), constraint.limit());
    }
  }
}
