package io.edgenas.base.statistics;

/** Finds the class that a network's scores choose; the one place where it is decided. */
public final class ArgMax {
  private ArgMax() {}

  /**
   * The index of the highest score; the first of equal ones.
   *
   * @param scores at least one
   * @throws ArithmeticException if a score is not finite, naming it: a network that gives such
   *     scores is broken and has chosen nothing
   */
  public static int of(float[] scores) {
    return of(scores, 0, scores.length);
  }

  /**
   * The index of the highest of some scores, counted from the first of these.
   *
   * @param from index of the first of them
   * @param count number of them, at least one
   * @throws ArithmeticException as {@link #of(float[])}
   */
  public static int of(float[] scores, int from, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("no scores to choose from");
    }
    int best = 0;
    for (int i = 0; i < count; i++) {
      float score = scores[from + i];
      if (!Float.isFinite(score)) {
        throw new ArithmeticException("score " + i + " of " + count + " is " + score);
      }
      best = score > scores[from + best] ? i : best;
    }
    return best;
  }
}
