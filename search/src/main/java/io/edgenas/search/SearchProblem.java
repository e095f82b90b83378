package io.edgenas.search;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.search.Objective.Direction;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.DecisionSpace;
import java.util.List;

/**
 * What is asked for: architectures of the space, at one of the resolutions, that keep every
 * constraint and are as good as can be by the objectives.
 *
 * @param resolutions those of the space's that may be chosen, ascending
 * @param objectives the first ranks the answers and is maximised: accuracy, as a rule; at least one
 * @param constraints may be empty
 * @param descriptors numbers that cost nothing and go with accuracy, such as MACs and parameters: a
 *     strategy that learns may look at them; may be empty
 */
public record SearchProblem(
    DecisionSpace space,
    List<Integer> resolutions,
    List<Objective> objectives,
    List<Constraint> constraints,
    List<Metric> descriptors) {

  /**
   * @throws InvalidValueException if a resolution is not the space's
   * @throws IllegalArgumentException if the first objective is missing or is not maximised
   */
  public SearchProblem {
    resolutions = new ArchVariation(space, resolutions).resolutions();
    objectives = List.copyOf(objectives);
    constraints = List.copyOf(constraints);
    descriptors = List.copyOf(descriptors);
    if (objectives.isEmpty() || objectives.get(0).direction() != Direction.MAXIMISE) {
      throw new IllegalArgumentException(
          "objectives " + objectives + ": the first ranks the answers and must be maximised");
    }
  }

  /** A problem without descriptors. */
  public SearchProblem(
      DecisionSpace space,
      List<Integer> resolutions,
      List<Objective> objectives,
      List<Constraint> constraints) {
    this(space, resolutions, objectives, constraints, List.of());
  }

  /** The usual problem: the most accurate architecture that keeps the constraints. */
  public SearchProblem(
      DecisionSpace space,
      List<Integer> resolutions,
      AccuracyMetric accuracy,
      List<Constraint> constraints) {
    this(space, resolutions, List.of(Objective.maximise(accuracy)), constraints);
  }

  /** What a candidate of this problem gains: one number per objective, of which more is better. */
  public double[] gains(Candidate candidate) {
    double[] gains = new double[objectives.size()];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = objectives.get(i).gain(candidate.objectives().get(i));
    }
    return gains;
  }
}
