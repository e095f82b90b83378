package io.edgenas.search;

import io.edgenas.network.Arch;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * No architecture keeps the constraints. Says which constraint is in the way, how far the space
 * reaches and with which architecture. Commands end with exit code 3.
 */
public final class InfeasibleBudgetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What the nearest architecture has of another constraint, in its unit. */
  record Other(Constraint constraint, double value) {
    boolean isMissed() {
      return constraint.range().violation(value) > 0;
    }
  }

  private final String constraint;
  private final transient Range range;
  private final double tightest;
  private final double loosest;
  private final transient Arch nearest;

  /**
   * @param nearest breaks the constraints least
   * @param value that of {@code nearest}
   * @param others what {@code nearest} has of the problem's other constraints
   */
  InfeasibleBudgetException(
      Constraint constraint,
      double tightest,
      double loosest,
      Arch nearest,
      double value,
      List<Other> others) {
    super(message(constraint, tightest, loosest, nearest, value, others));
    this.constraint = constraint.name();
    this.range = constraint.range();
    this.tightest = tightest;
    this.loosest = loosest;
    this.nearest = nearest;
  }

  private static String message(
      Constraint constraint,
      double tightest,
      double loosest,
      Arch nearest,
      double value,
      List<Other> others) {
    String unit = constraint.metric().unit();
    boolean alone = others.isEmpty();
    String besides = alone ? "" : " where the other limits are kept as far as possible";
    String from = quantity(tightest, RoundingMode.CEILING, unit);
    String to = quantity(loosest, RoundingMode.FLOOR, unit);
    String asked = constraint.name() + " " + text(constraint.range(), unit);
    if (!constraint.range().hasFloor()) {
      return ("no architecture has " + asked)
          + (": the space reaches from " + from + " (" + nearest + ") to " + to)
          + besides
          + (alone ? "; raise the budget to " : "; raise that limit to ")
          + (from + " or more")
          + missed(others);
    }
    return ("no architecture was found with " + asked)
        + (": nearest is " + quantity(value, RoundingMode.HALF_EVEN, unit) + " (" + nearest + ")")
        + (", and the space reaches from " + from + " to " + to)
        + besides
        + "; widen the range"
        + missed(others);
  }

  /** Whoever raises one limit should know of the next. */
  private static String missed(List<Other> others) {
    String missed =
        others.stream()
            .filter(Other::isMissed)
            .map(
                other -> {
                  String unit = other.constraint.metric().unit();
                  return (other.constraint.name() + " " + text(other.constraint.range(), unit))
                      + (" (it has " + quantity(other.value, RoundingMode.HALF_EVEN, unit) + ")");
                })
            .collect(Collectors.joining(", "));
    return missed.isEmpty() ? "" : ". That architecture also misses " + missed;
  }

  private static String text(Range range, String unit) {
    String least = quantity(range.least(), RoundingMode.HALF_EVEN, unit);
    if (!range.hasCeiling()) {
      return "of at least " + least;
    }
    String most = quantity(range.most(), RoundingMode.HALF_EVEN, unit);
    return range.hasFloor() ? "from " + least + " to " + most : "within " + most;
  }

  /**
   * Writes a quantity with five digits; what is said to be reachable is rounded to the reachable
   * side.
   */
  private static String quantity(double value, RoundingMode rounding, String unit) {
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(5, rounding));
    String text = rounded.stripTrailingZeros().toPlainString();
    return unit.isEmpty() ? text : text + " " + unit;
  }

  /** Name of the constraint that cannot be kept. */
  public String constraint() {
    return constraint;
  }

  /** The range that was asked for. */
  public Range range() {
    return range;
  }

  /** Smallest value found; without a floor that of {@link #nearest}. */
  public double tightest() {
    return tightest;
  }

  /** Largest value found: a larger ceiling changes nothing. */
  public double loosest() {
    return loosest;
  }

  /** The architecture that breaks the constraints least. */
  public Arch nearest() {
    return nearest;
  }
}
