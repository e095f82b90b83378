package io.edgenas.latency.lint;

import java.util.Locale;

/**
 * One thing that is wrong, or looks wrong, with a table.
 *
 * @param key the row's key; empty for what concerns the whole table
 * @param source the file
 * @param line from 1; 0 where no line is to blame (something is missing)
 * @param value what was found, with its unit
 * @param expected what is expected instead
 * @param advice what to do about it
 */
public record Finding(
    Kind kind,
    Severity severity,
    String key,
    String source,
    long line,
    String value,
    String expected,
    String advice) {

  /** What a finding means for the use of the table. */
  public enum Severity {
    /** A defect: predictions from this table are wrong or impossible. */
    ERROR,
    /** Unusual: look at it. */
    WARNING;

    /** The name in outputs. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is wrong. */
  public enum Kind {
    /** A row that the reader of such tables refuses, for another reason than those below. */
    UNREADABLE,
    /** A latency below 0. */
    NEGATIVE,
    /** A latency of 0. */
    ZERO,
    /** A latency that is absent, NaN, infinite or a text. */
    NOT_A_NUMBER,
    /** A latency outside what any timer or patience measures. */
    OUT_OF_RANGE,
    /** An operation that the space needs and the table lacks. */
    MISSING,
    /** An operation that stands in the table before. */
    DUPLICATE,
    /** Slower than an operation that does more work. */
    NON_MONOTONE,
    /** A spread or confidence interval that is wide for its latency. */
    NOISY,
    /** A latency, or all, that would make sense in another unit. */
    UNIT,
    /** Values that are those of the other table, as they are or times a constant. */
    COPIED,
    /** Rows that no network of the space has. */
    OTHER_SPACE;

    /** The name in outputs, for example {@code non-monotone}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Finding ofRow(
      Kind kind, Severity severity, LintRow row, String value, String expected, String advice) {
    return new Finding(
        kind, severity, row.key(), row.source(), row.line(), value, expected, advice);
  }

  /** Whether it is a defect. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** {@code file:line}, or the file where no line is to blame. */
  public String where() {
    return line > 0 ? source + ":" + line : source;
  }
}
