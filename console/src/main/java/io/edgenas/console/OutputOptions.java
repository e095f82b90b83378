package io.edgenas.console;

import io.edgenas.base.output.Json;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How a command answers: a mixin of every command. Results go to standard output, for people or, on
 * {@code --json}, one object a line; notes and progress go to standard error.
 */
public final class OutputOptions {
  static final String JSON = "--json";
  static final String VERBOSE = "--verbose";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = JSON, description = "Results for machines: one JSON object a line.")
  private boolean json;

  @Option(names = VERBOSE, description = "On failure, show the stack trace too.")
  private boolean verbose;

  /** Whether results are for machines. */
  public boolean json() {
    return json;
  }

  /** Whether a failure is shown with its stack trace. */
  public boolean verbose() {
    return verbose;
  }

  /** A result, as a line for people or as the object for machines. */
  public void result(String forPeople, Map<String, ?> forMachines) {
    print(json ? Json.line(forMachines) : forPeople);
  }

  /** A line that people alone get. */
  public void text(String line) {
    if (!json) {
      print(line);
    }
  }

  private void print(String line) {
    out().println(line);
    if (out().checkError()) { // flushes too
      throw new LostOutputException();
    }
  }

  /**
   * A note on standard error. Further lines are indented: a name with a line break in it cannot
   * pass for a message of its own.
   */
  public void note(String line) {
    err().println(Texts.indented(line));
    err().flush();
  }

  /** Where results go. */
  public PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Where notes and progress go. */
  public PrintWriter err() {
    return command.commandLine().getErr();
  }
}
