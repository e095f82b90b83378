package io.edgenas.search.strategy.guided;

import io.edgenas.search.Constraint;
import io.edgenas.search.Measured;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of each bound an architecture uses: up to 1 keeps it. A floor is a ceiling for how often
 * a value goes into it, so that bounds are all alike.
 */
final class Loads {
  /** Nothing is farther above a bound than this: infinity would spoil every sum. */
  private static final double MOST = 1e3;

  private final List<Bound> bounds = new ArrayList<>();

  private record Bound(int constraint, double limit, boolean ceiling) {
    double load(Measured measured) {
      double value = measured.value(constraint);
      double load = ceiling ? value / limit : limit / value;
      return load >= 0 && load < MOST ? load : MOST;
    }
  }

  Loads(List<Constraint> constraints) {
    for (int c = 0; c < constraints.size(); c++) {
      Constraint constraint = constraints.get(c);
      if (constraint.range().hasCeiling()) {
        bounds.add(new Bound(c, constraint.range().most(), true));
      }
      if (constraint.range().hasFloor()) {
        bounds.add(new Bound(c, constraint.range().least(), false));
      }
    }
  }

  /** Number of bounds. */
  int size() {
    return bounds.size();
  }

  /** The loads of an architecture that is covered. */
  double[] of(Measured measured) {
    return bounds.stream().mapToDouble(bound -> bound.load(measured)).toArray();
  }
}
