package io.edgenas.search.strategy.tpe;

import io.edgenas.search.strategy.part.DecisionCode;
import io.edgenas.space.Axis;
import io.edgenas.space.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The density of some architectures: a product over the axes of all decisions. A decision is
 * learned from the architectures that have it, which makes the estimator tree-structured.
 */
final class ArchDensity {
  private final List<DecisionDensity> densities = new ArrayList<>();

  private record DecisionDensity(Decision<?> decision, List<AxisDensity> axes) {
    static DecisionDensity of(Decision<?> decision) {
      List<AxisDensity> axes = new ArrayList<>();
      for (Axis axis : decision.axes()) {
        boolean ordered = decision.isExtent() || AxisDensity.ascends(axis);
        axes.add(new AxisDensity(axis.size(), ordered));
      }
      return new DecisionDensity(decision, axes);
    }

    void add(int choice) {
      int[] places = decision.places(choice);
      for (int i = 0; i < places.length; i++) {
        axes.get(i).add(places[i]);
      }
    }

    double log(int choice) {
      int[] places = decision.places(choice);
      double log = 0;
      for (int i = 0; i < places.length; i++) {
        log += Math.log(axes.get(i).chance(places[i]));
      }
      return log;
    }

    int draw(RandomGenerator random) {
      int choice = 0;
      for (int i = 0; i < axes.size(); i++) {
        choice = choice * decision.axes().get(i).size() + axes.get(i).draw(random);
      }
      return choice;
    }
  }

  /**
   * @param decisions those of a {@link DecisionCode}
   * @param seen architectures, by the choices of these decisions
   */
  ArchDensity(List<Decision<?>> decisions, List<List<Integer>> seen) {
    decisions.forEach(decision -> densities.add(DecisionDensity.of(decision)));
    for (List<Integer> choices : seen) {
      for (int d = 0; d < choices.size(); d++) {
        if (choices.get(d) != DecisionCode.ABSENT) {
          densities.get(d).add(choices.get(d));
        }
      }
    }
  }

  /** The logarithm of the density at an architecture. */
  double log(List<Integer> choices) {
    double log = 0;
    for (int d = 0; d < choices.size(); d++) {
      if (choices.get(d) != DecisionCode.ABSENT) {
        log += densities.get(d).log(choices.get(d));
      }
    }
    return log;
  }

  /** Draws the choice of one decision. */
  int draw(int decision, RandomGenerator random) {
    return densities.get(decision).draw(random);
  }
}
