package io.edgenas.console;

/** The exit codes of every command. */
public final class ExitCode {
  /** Done. */
  public static final int DONE = 0;

  /** Failed for a reason that lies neither in the input nor in a budget. */
  public static final int FAILED = 1;

  /** Wrong usage or bad input. */
  public static final int BAD_INPUT = 2;

  /** The budget cannot be met, or was missed. */
  public static final int BUDGET_MISSED = 3;

  /** Something stayed unverified although {@code --require-verified} was given. */
  public static final int UNVERIFIED = 4;

  /** Interrupted; the command can go on. What a shell expects after SIGINT. */
  public static final int INTERRUPTED = 130;

  /**
   * Whoever read the results has gone, as {@code head} does. What a shell reports of other programs
   * then (128 + SIGPIPE).
   */
  public static final int OUTPUT_CLOSED = 141;

  private ExitCode() {}
}
