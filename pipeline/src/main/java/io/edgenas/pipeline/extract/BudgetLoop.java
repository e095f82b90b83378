package io.edgenas.pipeline.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes a file that really keeps its budget, and uses it, on the machine that it is for: a file is
 * made for an effective budget, measured, and made again for another one where it was too slow or
 * much faster than allowed.
 *
 * @param <T> what is made
 */
public final class BudgetLoop<T> {
  /** The first try and three more. */
  public static final int MAX_ATTEMPTS = 4;

  /** A file below this share of its budget leaves something unused. */
  public static final double LOOSE = 0.85;

  /** The share of the budget that another try aims at. */
  static final double AIM = 0.96;

  /** How a measured file stands to its budget. */
  public enum Standing {
    /** It keeps it. */
    MET,
    /** It does not. */
    MISSED,
    /** The measurement could not tell in its time. */
    UNDECIDED
  }

  /**
   * One file, made and measured.
   *
   * @param boundMs what the latency model says of it, on the scale of effective budgets
   * @param exhausted whether more of the budget would be of no use: what is best uses no more
   */
  public record Attempt<T>(
      T file, double boundMs, double measuredMs, Standing standing, boolean exhausted) {}

  /** Makes and measures a file. */
  @FunctionalInterface
  public interface Maker<T> {
    /**
     * @return empty if nothing keeps this effective budget
     */
    Optional<Attempt<T>> make(double effectiveBudgetMs);
  }

  private final double budgetMs;
  private final Maker<T> maker;
  private final List<Attempt<T>> attempts = new ArrayList<>();

  public BudgetLoop(double budgetMs, Maker<T> maker) {
    this.budgetMs = budgetMs;
    this.maker = maker;
  }

  /**
   * Tries at most {@value #MAX_ATTEMPTS} times.
   *
   * @return of those that keep the budget the one that uses most of it, else the fastest; empty if
   *     nothing could be made for the budget itself
   */
  public Optional<Attempt<T>> run() {
    double effectiveMs = budgetMs;
    while (attempts.size() < MAX_ATTEMPTS) {
      Optional<Attempt<T>> made = maker.make(effectiveMs);
      if (made.isEmpty()) {
        break;
      }
      Attempt<T> attempt = made.get();
      boolean again = attempts.stream().anyMatch(seen -> seen.boundMs() == attempt.boundMs());
      attempts.add(attempt);
      if (again || !worthAnother(attempt)) {
        break;
      }
      effectiveMs = AIM * budgetMs * attempt.boundMs() / attempt.measuredMs();
    }
    return best();
  }

  /** All that was tried, in order. */
  public List<Attempt<T>> attempts() {
    return List.copyOf(attempts);
  }

  private boolean worthAnother(Attempt<T> attempt) {
    return switch (attempt.standing()) {
      case MET -> attempt.measuredMs() < LOOSE * budgetMs && !attempt.exhausted();
      case MISSED, UNDECIDED -> true;
    };
  }

  private Optional<Attempt<T>> best() {
    Optional<Attempt<T>> met =
        attempts.stream()
            .filter(attempt -> attempt.standing() == Standing.MET)
            .max(Comparator.comparingDouble(Attempt::measuredMs));
    return met.isPresent()
        ? met
        : attempts.stream().min(Comparator.comparingDouble(Attempt::measuredMs));
  }
}
