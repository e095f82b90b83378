package io.edgenas.search;

import io.edgenas.space.ArchSpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * No architecture keeps the constraints. Says which constraint is in the way, how far down the
 * space reaches and with which architecture. Commands end with exit code 3.
 */
public final class InfeasibleBudgetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String constraint;
  private final double limit;
  private final double tightest;
  private final double loosest;
  private final transient ArchSpec nearest;

  InfeasibleBudgetException(
      Constraint constraint, double tightest, double loosest, ArchSpec nearest, int constraints) {
    super(
        "no architecture has "
            + constraint.name()
            + " within "
            + quantity(constraint.limit(), RoundingMode.HALF_EVEN, constraint)
            + ": the space reaches from "
            + quantity(tightest, RoundingMode.CEILING, constraint)
            + " ("
            + nearest
            + ") to "
            + quantity(loosest, RoundingMode.FLOOR, constraint)
            + (constraints == 1 ? "" : " where the other budgets are kept as far as possible")
            + "; raise the budget");
    this.constraint = constraint.name();
    this.limit = constraint.limit();
    this.tightest = tightest;
    this.loosest = loosest;
    this.nearest = nearest;
  }

  /** Five digits; what is said to be reachable is rounded to the reachable side. */
  private static String quantity(double value, RoundingMode rounding, Constraint constraint) {
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(5, rounding));
    String text = rounded.stripTrailingZeros().toPlainString();
    return constraint.unit().isEmpty() ? text : text + " " + constraint.unit();
  }

  /** Name of the constraint that cannot be kept. */
  public String constraint() {
    return constraint;
  }

  /** The limit that was asked for. */
  public double limit() {
    return limit;
  }

  /** Smallest value found, that of {@link #nearest}. */
  public double tightest() {
    return tightest;
  }

  /** Largest value found: a larger limit changes nothing. */
  public double loosest() {
    return loosest;
  }

  /** The architecture with the smallest value found. */
  public ArchSpec nearest() {
    return nearest;
  }
}
