package io.edgenas.search.effort;

/**
 * What a search may spend and what it has spent. Counted in efforts, which are whole numbers, so
 * that thirds of evaluations add up to evaluations.
 */
public final class Ledger {
  private final Levels levels;
  private final long limit;
  private long spent;

  /**
   * @param evaluations most that may be spent, in evaluations with the full effort
   */
  public Ledger(Levels levels, int evaluations) {
    this.levels = levels;
    this.limit = (long) evaluations * levels.full();
  }

  /**
   * Pays for going on from a level to a higher one.
   *
   * @return whether there was enough left; if not, nothing is paid
   */
  public boolean pay(int from, int to) {
    long cost = levels.cost(from, to);
    if (cost > limit - spent) {
      return false;
    }
    spent += cost;
    return true;
  }

  /** What is left, in evaluations with the full effort. */
  public double left() {
    return (double) (limit - spent) / levels.full();
  }

  /** How many evaluations with the full effort can be paid yet. */
  public int wholes() {
    return (int) ((limit - spent) / levels.full());
  }

  /** What was spent, in evaluations with the full effort. */
  public double spent() {
    return (double) spent / levels.full();
  }
}
