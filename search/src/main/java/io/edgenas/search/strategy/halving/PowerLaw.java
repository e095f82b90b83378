package io.edgenas.search.strategy.halving;

import java.util.List;
import java.util.Optional;

/**
 * A learning curve that rises as a power law: the value after an effort n is {@code limit - rise *
 * n^-rate}, so that an error falls as {@code a + b * n^-c}. It is the three-parameter power law of
 * Domhan, Springenberg and Hutter, Speeding Up Automatic Hyperparameter Optimization of Deep Neural
 * Networks by Extrapolation of Learning Curves, 2015.
 *
 * <p>Deviations: it is the only law, where they mix eleven, and one fit by least squares, where
 * they sample from the posterior. A few levels cannot tell more laws apart.
 *
 * @param limit what endless effort would give
 * @param rise above 0; what is missing to the limit after an effort of 1
 * @param rate {@value #SLOWEST} to {@value #FASTEST}
 */
record PowerLaw(double limit, double rise, double rate) {
  /** Fewer points than parameters tell nothing. */
  static final int FEWEST_POINTS = 3;

  private static final double SLOWEST = 0.05;
  private static final double FASTEST = 5;
  private static final int GRID = 64;
  private static final int SECTIONS = 60;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** A fit may leave this share of the points' variance unexplained. */
  private static final double MOST_UNEXPLAINED = 0.5;

  /** A fitted line through the points, whose efforts are bent by a rate. */
  private record Line(double limit, double rise, double misfit) {}

  /** What was measured: efforts as multiples of the first, and values. */
  private record Points(double[] efforts, List<Double> values) {
    Line line(double rate) {
      int n = efforts.length;
      double meanX = 0;
      double meanY = 0;
      for (int i = 0; i < n; i++) {
        meanX += Math.pow(efforts[i], -rate) / n;
        meanY += values.get(i) / n;
      }
      double xx = 0;
      double xy = 0;
      for (int i = 0; i < n; i++) {
        double x = Math.pow(efforts[i], -rate) - meanX;
        xx += x * x;
        xy += x * (values.get(i) - meanY);
      }
      double slope = xy / xx;
      double misfit = 0;
      for (int i = 0; i < n; i++) {
        double x = Math.pow(efforts[i], -rate) - meanX;
        double off = values.get(i) - meanY - slope * x;
        misfit += off * off;
      }
      return new Line(meanY - slope * meanX, -slope, misfit);
    }

    double variance() {
      double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
      return values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    }
  }

  /**
   * Fits the law by least squares.
   *
   * @param efforts ascending, above 0
   * @param values one per effort
   * @return empty where the points do not determine such a curve: there are fewer than {@value
   *     #FEWEST_POINTS}, they do not rise, the rise does not slow down as that of a power law does,
   *     or half of their variance is noise to it
   */
  static Optional<PowerLaw> fit(List<Integer> efforts, List<Double> values) {
    if (values.size() < FEWEST_POINTS) {
      return Optional.empty();
    }
    double unit = efforts.get(0);
    Points points =
        new Points(efforts.stream().mapToDouble(effort -> effort / unit).toArray(), values);
    double rate = bestRate(points);
    Line line = points.line(rate);
    boolean inside = rate > SLOWEST * 1.01 && rate < FASTEST * 0.99;
    boolean follows = line.misfit <= MOST_UNEXPLAINED * points.variance();
    return inside && follows && line.rise > 0
        ? Optional.of(new PowerLaw(line.limit, line.rise * Math.pow(unit, rate), rate))
        : Optional.empty();
  }

  /** Between the neighbours of the best of a grid, which holds the misfit's lowest valley. */
  private static double bestRate(Points points) {
    int best = 0;
    for (int i = 1; i <= GRID; i++) {
      if (points.line(rate(i)).misfit < points.line(rate(best)).misfit) {
        best = i;
      }
    }
    double low = rate(Math.max(0, best - 1));
    double high = rate(Math.min(GRID, best + 1));
    for (int i = 0; i < SECTIONS; i++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (points.line(left).misfit < points.line(right).misfit) {
        high = right;
      } else {
        low = left;
      }
    }
    return (low + high) / 2;
  }

  private static double rate(int place) {
    return SLOWEST * Math.pow(FASTEST / SLOWEST, (double) place / GRID);
  }

  /** The value after an effort. */
  double at(int effort) {
    return limit - rise * Math.pow(effort, -rate);
  }
}
