package io.edgenas.console;

import io.edgenas.base.input.Visible;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.function.BiFunction;
import picocli.CommandLine;

/**
 * Runs a program on this process's standard output and standard error.
 *
 * <p>Results that nobody got are no success: a command whose standard output could not be written
 * ends with {@link ExitCode#FAILED} and a message, or, where the reader of a pipe has gone, quietly
 * with {@link ExitCode#OUTPUT_CLOSED}.
 */
public final class Console {
  private Console() {}

  /**
   * Runs the program.
   *
   * @param program makes it from where results and where notes go
   * @return its exit code
   */
  public static int run(String[] args, BiFunction<PrintWriter, PrintWriter, CommandLine> program) {
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> endedThread(failure));
    // Not System.out: that swallows failures, as every PrintStream does.
    return run(
        args,
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        program);
  }

  static int run(
      String[] args,
      OutputStream standardOut,
      OutputStream standardErr,
      BiFunction<PrintWriter, PrintWriter, CommandLine> program) {
    ConsoleWriter results = new ConsoleWriter(standardOut);
    PrintWriter out = new PrintWriter(results, false);
    PrintWriter err = new PrintWriter(new ConsoleWriter(standardErr), false);
    int exitCode = program.apply(out, err).execute(args);
    out.flush();
    err.flush();
    return results.failure().map(lost -> lost(lost, exitCode, err)).orElse(exitCode);
  }

  /**
   * One line instead of a stack trace. None where memory is full: that ends the command too, which
   * says so.
   */
  private static void endedThread(Throwable failure) {
    if (!(failure instanceof VirtualMachineError)) {
      System.err.println("warning: a thread has failed: " + Visible.of(failure.toString()));
    }
  }

  /** An exit code that says more than that something failed stays as it is. */
  private static int lost(IOException failure, int exitCode, PrintWriter err) {
    boolean plain = exitCode == ExitCode.DONE || exitCode == ExitCode.FAILED;
    if ("Broken pipe".equals(failure.getMessage())) {
      return plain ? ExitCode.OUTPUT_CLOSED : exitCode;
    }
    err.println(
        "error: results were lost: standard output cannot be written ("
            + (failure.getMessage() == null ? failure.toString() : failure.getMessage())
            + "): mend that, then run the same command again");
    err.flush();
    return plain ? ExitCode.FAILED : exitCode;
  }
}
