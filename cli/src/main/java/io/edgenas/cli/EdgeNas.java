package io.edgenas.cli;

import io.edgenas.base.output.ToolVersion;
import io.edgenas.cli.text.HelpTexts;
import io.edgenas.console.Console;
import io.edgenas.console.ExitCode;
import io.edgenas.console.Programs;
import io.edgenas.profiler.command.LatencyCommand;
import io.edgenas.profiler.command.ProfileCommand;
import io.edgenas.profiler.command.VerifyCommand;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program: finds the sub-command, runs it, ends with its exit code. */
@Command(
    name = "edgenas",
    description = {
      "Hardware-aware neural architecture search for edge deployment: train one supernet, measure"
          + " each device once, and get, for every latency budget, the most accurate subnet that"
          + " keeps it, as an ONNX file.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done; 1 failed; 2 wrong usage or bad input; 3 the budget cannot be met or was"
          + " missed; 4 something stayed unverified; 130 interrupted, can go on; 141 whoever"
          + " read the results has gone."
    },
    versionProvider = EdgeNas.Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    subcommands = {
      DemoCommand.class,
      SpaceCommand.class,
      ArchCommand.class,
      DataCommand.class,
      ProfileCommand.class,
      LatencyCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      SearchCommand.class,
      CompareCommand.class,
      ExtractCommand.class,
      VerifyCommand.class,
      ImportCommand.class,
      HelpCommand.class
    })
public final class EdgeNas implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"edgenas " + ToolVersion.get()};
    }
  }

  private EdgeNas() {}

  public static void main(String[] args) {
    System.exit(Console.run(args, EdgeNas::commandLine));
  }

  /** The whole command with its output going to the given writers. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    CommandLine program = Programs.of(new EdgeNas(), out, err);
    program.setResourceBundle(new HelpTexts());
    return Failures.install(program);
  }

  /** Shows which sub-commands there are where none was given. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.BAD_INPUT;
  }
}
