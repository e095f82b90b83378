package io.edgenas.latency.lint;

import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.Operation;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One latency of a table, whatever its value.
 *
 * @param key as in the file
 * @param operations what the key means in each of the table's spaces, distinct; empty for a
 *     measured network
 * @param resolution of the networks that the row holds for; empty: of all
 * @param value as in the file; NaN if it is no number
 * @param unitUs microseconds of the file's unit
 * @param relativeSd standard deviation of the measurements over the latency; empty where unknown
 * @param relativeError half the width of the 95 % confidence interval over the latency; empty where
 *     unknown
 */
record LintRow(
    String key,
    String source,
    long line,
    List<Operation> operations,
    OptionalInt resolution,
    double value,
    double unitUs,
    OptionalDouble relativeSd,
    OptionalDouble relativeError) {

  /** Two rows with one identity are duplicates, and the same row in two tables. */
  record Identity(Object what, OptionalInt resolution) {}

  Identity identity() {
    return new Identity(operations.isEmpty() ? key : operations.get(0), resolution);
  }

  double us() {
    return value * unitUs;
  }

  /** Whether the latency can be worked with. */
  boolean valid() {
    return us() > 0 && us() < Double.POSITIVE_INFINITY;
  }

  boolean isOperation() {
    return !operations.isEmpty();
  }

  /** The operation; in several spaces, that of the first. */
  Operation operation() {
    return operations.get(0);
  }

  /** Work of the operation: multiply-accumulates and values read and written. */
  double work() {
    long read = operation().inputs().stream().mapToLong(FeatureShape::size).sum();
    return (double) operation().macs() + read + operation().output().size();
  }

  /** Digits after the decimal point that the value has in the file. */
  int decimals() {
    return Math.max(0, new BigDecimal(Double.toString(value)).stripTrailingZeros().scale());
  }

  /** The latency for people, in microseconds. */
  String shown() {
    return Units.us(us());
  }

  String where() {
    return source + ":" + line;
  }
}
