package io.edgenas.base.statistics;

import java.util.Arrays;

/**
 * Whether one sample tends to larger values than another: the exact rank-sum test (Wilcoxon,
 * Individual Comparisons by Ranking Methods, 1945; Mann and Whitney, 1947), and the shares of pairs
 * that say so (Vargha and Delaney, A Critique and Improvement of the CL Common Language Effect Size
 * Statistics, 2000).
 *
 * <p>Ties have the mean of their ranks. The distribution is that of all splits of the values at
 * hand into two samples, each as likely as the others, so that it is exact with ties too. It takes
 * a number of steps that grows with the fourth power of the samples' sizes: for a few hundred
 * values.
 *
 * @param larger share of pairs in which the first sample's value is the larger one, 0 to 1
 * @param equal share of pairs of equal values
 * @param chanceOfLarger the chance of ranks as high as the first sample's, or higher, if both came
 *     from one distribution
 * @param chanceOfSmaller the chance of ranks as low as those, or lower
 */
public record RankSum(double larger, double equal, double chanceOfLarger, double chanceOfSmaller) {
  /**
   * Compares two samples.
   *
   * @throws IllegalArgumentException if one is empty or has a NaN
   */
  public static RankSum of(double[] first, double[] second) {
    int[] ranks = doubledRanks(first, second);
    int size = first.length;
    int observed = Arrays.stream(ranks, 0, size).sum();
    double[] ways = ways(ranks, size);
    double all = Arrays.stream(ways).sum();
    double above = Arrays.stream(ways, observed, ways.length).sum();
    double below = Arrays.stream(ways, 0, observed + 1).sum();
    double larger = 0;
    double equal = 0;
    double pairs = (double) first.length * second.length;
    for (double a : first) {
      for (double b : second) {
        larger += a > b ? 1 / pairs : 0;
        equal += a == b ? 1 / pairs : 0;
      }
    }
    return new RankSum(
        Math.min(1, larger),
        Math.min(1, equal),
        Math.min(1, above / all),
        Math.min(1, below / all));
  }

  /**
   * Twice the rank of every value, those of the first sample first: whole numbers with ties too.
   */
  private static int[] doubledRanks(double[] first, double[] second) {
    double[] values = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, values, first.length, second.length);
    if (first.length == 0 || second.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(
          "samples of " + first.length + " and " + second.length + ": one is empty or has a NaN");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int[] ranks = new int[values.length];
    for (int i = 0; i < ranks.length; i++) {
      double value = values[i];
      int below = (int) Arrays.stream(sorted).filter(each -> each < value).count();
      int equal = (int) Arrays.stream(sorted).filter(each -> each == value).count();
      ranks[i] = 2 * below + equal + 1;
    }
    return ranks;
  }

  /** In how many ways {@code size} of the ranks sum up to each number. */
  private static double[] ways(int[] ranks, int size) {
    int most = Arrays.stream(ranks).sum();
    double[][] ways = new double[size + 1][most + 1];
    ways[0][0] = 1;
    int sum = 0;
    for (int i = 0; i < ranks.length; i++) {
      for (int chosen = Math.min(i, size - 1); chosen >= 0; chosen--) {
        for (int s = 0; s <= sum; s++) {
          ways[chosen + 1][s + ranks[i]] += ways[chosen][s];
        }
      }
      sum += ranks[i];
    }
    return ways[size];
  }
}
