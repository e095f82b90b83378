package io.edgenas.onnx.child;

import io.edgenas.base.input.Check;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A child process has ended instead of answering; the message says what ended it. */
final class ChildDeath extends Exception {
  private static final long serialVersionUID = 1L;

  /** Signals by number, where a process dies of them without the JVM saying so. */
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15,
          "SIGTERM");

  private static final int FIRST_SIGNAL = 128;

  /** The JVM's own report of a signal, or of a structured exception on Windows. */
  private static final Pattern REPORTED =
      Pattern.compile("(?m)^#\\s+(SIG[A-Z]{3,6}|EXCEPTION_[A-Z_]{1,40}) \\(0x");

  private static final Pattern NO_MEMORY =
      Pattern.compile("insufficient memory for the Java Runtime|std::bad_alloc");

  /** Why this process killed it. */
  enum Killed {
    NO,
    FOR_TIME,
    FOR_MEMORY,
    FOR_NONSENSE
  }

  private final Killed killed;

  /**
   * @param exitCode of the process, 128 and more for a signal
   * @param errors what it printed on standard error
   */
  ChildDeath(Killed killed, int exitCode, String errors) {
    super(describe(exitCode, errors));
    this.killed = killed;
  }

  Killed killed() {
    return killed;
  }

  private static String describe(int exitCode, String errors) {
    if (NO_MEMORY.matcher(errors).find()) {
      return "ran out of memory";
    }
    Matcher reported = REPORTED.matcher(errors);
    if (reported.find()) {
      return "crashed (" + reported.group(1) + ")";
    }
    String signal = SIGNALS.get(exitCode - FIRST_SIGNAL);
    if (exitCode - FIRST_SIGNAL == 9) {
      return "was killed (SIGKILL: for want of memory, or by somebody)";
    }
    String lastWords = lastLine(errors);
    return (signal != null ? "crashed (" + signal + ")" : "ended with exit code " + exitCode)
        + (lastWords.isEmpty() ? "" : ", saying '" + Check.shown(lastWords) + "'");
  }

  private static String lastLine(String errors) {
    List<String> lines = errors.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }
}
