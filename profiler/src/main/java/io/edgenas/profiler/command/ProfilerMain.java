package io.edgenas.profiler.command;

import io.edgenas.base.output.ToolVersion;
import io.edgenas.console.Console;
import io.edgenas.console.ExitCode;
import io.edgenas.console.Programs;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The device jar's program: measuring, without the rest. */
@Command(
    name = "edgenas-profiler",
    description = {"Measures this device for EdgeNAS, and checks models on it.", ""},
    footer = {
      "",
      "Exit codes: 0 done; 1 failed; 2 wrong usage or bad input; 3 the budget was missed; 4 something"
          + " stayed unverified; 130 interrupted, can go on; 141 whoever"
          + " read the results has gone."
    },
    versionProvider = ProfilerMain.Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    subcommands = {ProfileCommand.class, VerifyCommand.class, LatencyCommand.class})
public final class ProfilerMain implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"edgenas-profiler " + ToolVersion.get()};
    }
  }

  private ProfilerMain() {}

  public static void main(String[] args) {
    System.exit(Console.run(args, ProfilerMain::commandLine));
  }

  /** The whole command with its output going to the given writers. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return Programs.of(new ProfilerMain(), out, err);
  }

  /** Shows which sub-commands there are where none was given. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.BAD_INPUT;
  }
}
