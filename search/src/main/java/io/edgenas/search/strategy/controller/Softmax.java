package io.edgenas.search.strategy.controller;

/** Chances from scores: {@code p_i = exp(s_i) / sum exp(s_j)}. */
final class Softmax {
  private Softmax() {}

  /** The chances of {@code count} scores that begin at {@code from}. */
  static double[] of(double[] scores, int from, int count) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, scores[from + i]);
    }
    double[] chances = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      chances[i] = Math.exp(scores[from + i] - largest);
      sum += chances[i];
    }
    for (int i = 0; i < count; i++) {
      chances[i] /= sum;
    }
    return chances;
  }

  /** The entropy of chances in nats. */
  static double entropy(double[] chances) {
    double entropy = 0;
    for (double chance : chances) {
      entropy -= chance > 0 ? chance * Math.log(chance) : 0;
    }
    return entropy;
  }

  /**
   * The gradient, by score, of {@code advantage * log p_choice + entropy * H}: for score i it is
   * {@code advantage * ([i = choice] - p_i) - entropy * p_i * (log p_i + H)}.
   */
  static double[] gradient(double[] chances, int choice, double advantage, double entropy) {
    double total = entropy(chances);
    double[] gradient = new double[chances.length];
    for (int i = 0; i < chances.length; i++) {
      double p = chances[i];
      double spread = p > 0 ? p * (Math.log(p) + total) : 0;
      gradient[i] = advantage * ((i == choice ? 1 : 0) - p) - entropy * spread;
    }
    return gradient;
  }
}
