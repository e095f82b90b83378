package io.edgenas.search.accuracy;

/** Rank correlation. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * Kendall's tau-b (Kendall, The treatment of ties in ranking problems, 1945), in quadratic time.
   *
   * @return -1 to 1; NaN if either is constant
   */
  public static double kendallTau(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " values against " + y.length);
    }
    long concordance = 0;
    long untiedX = 0;
    long untiedY = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        int dx = Double.compare(x[i], x[j]);
        int dy = Double.compare(y[i], y[j]);
        concordance += dx * dy;
        untiedX += dx != 0 ? 1 : 0;
        untiedY += dy != 0 ? 1 : 0;
      }
    }
    return concordance / Math.sqrt((double) untiedX * untiedY);
  }
}
