package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.base.input.Document;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One run of the command in this JVM: its exit code and what it wrote. */
public record CommandRun(int exitCode, String out, String err) {
  public static CommandRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = EdgeNas.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(args);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** A run that must succeed. */
  static CommandRun succeeding(String... args) {
    CommandRun run = of(args);
    assertEquals(0, run.exitCode, run.err + run.out);
    return run;
  }

  /** What was written under {@code --json}, an object a line. */
  List<Document> objects() {
    return out.lines().map(line -> Document.parse(line, "out.json")).toList();
  }
}
