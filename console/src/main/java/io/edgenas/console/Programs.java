package io.edgenas.console;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** What every program of EdgeNAS has in common: how it reads its arguments, and how it fails. */
public final class Programs {
  private Programs() {}

  /**
   * The command line of a program.
   *
   * @param program its top command, with its sub-commands
   * @param out where results go
   * @param err where notes and progress go
   */
  public static CommandLine of(Object program, PrintWriter out, PrintWriter err) {
    CommandLine command =
        new CommandLine(program)
            .setOut(out)
            .setErr(err)
            // "@name" is a file's name like any other: its lines are not arguments.
            .setExpandAtFiles(false)
            .setUsageHelpAutoWidth(true)
            // Colours are escapes, which nothing that is printed may have.
            .setColorScheme(Help.defaultColorScheme(Ansi.OFF));
    return CommandErrors.install(ArgumentTypes.register(command));
  }
}
