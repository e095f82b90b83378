package io.edgenas.console;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.output.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever ends a command into one message and an exit code: on standard error for people, as
 * {@code {"error":{"code":..,"message":..}}} on standard output under {@code --json}. A stack trace
 * is shown on {@code --verbose} only.
 */
public final class CommandErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final Pattern UNKNOWN_COMMAND =
      Pattern.compile("Unknown subcommand '(.*)'\\.", Pattern.DOTALL);

  private CommandErrors() {}

  /**
   * Lets {@code command} and all its sub-commands fail this way.
   *
   * @return {@code command}
   */
  public static CommandLine install(CommandLine command) {
    CommandErrors errors = new CommandErrors();
    return command
        .setExecutionStrategy(CommandErrors::execute)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors);
  }

  private static int execute(ParseResult result) {
    ParseResult last = result;
    refuseUnmatched(last);
    while (last.hasSubcommand()) {
      last = last.subcommand();
      refuseUnmatched(last);
    }
    try {
      return new RunLast().execute(result);
    } catch (Error e) {
      // Handlers get exceptions only: memory that is full would be a bare stack trace.
      throw new ExecutionException(last.commandSpec().commandLine(), e.toString(), e);
    }
  }

  /** Refuses what does not belong there: with {@code --help} somewhere, it would pass unseen. */
  private static void refuseUnmatched(ParseResult result) {
    if (!result.unmatched().isEmpty()) {
      throw new UnmatchedArgumentException(result.commandSpec().commandLine(), result.unmatched());
    }
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
    Throwable real =
        failure instanceof ExecutionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (real instanceof LostOutputException) {
      return ExitCode.FAILED; // Console says why
    }
    if (processIsEnding()) {
      // What a signal's hooks closed fails in whoever still works with it.
      return ExitCode.INTERRUPTED;
    }
    return show(real, FailureDescription.of(real), "", command, result.originalArgs());
  }

  private static boolean processIsEnding() {
    Thread none = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(none);
      Runtime.getRuntime().removeShutdownHook(none);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    String message =
        failure.getCause() instanceof BadInputException cause
            ? cause.getMessage()
            : failure.getMessage().replaceFirst("^Error: ", "");
    String hint = "see " + command.getCommandSpec().qualifiedName() + " --help";
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String given = unmatched.getUnmatched().get(0).replaceAll("=.*", "");
      List<String> known = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
      known.addAll(command.getSubcommands().keySet());
      message += Check.didYouMean(given, known);
    }
    Matcher unknown = UNKNOWN_COMMAND.matcher(message);
    if (unknown.matches()) { // by "help NAME"
      message += Check.didYouMean(unknown.group(1), command.getSubcommands().keySet());
    }
    FailureDescription description = new FailureDescription(ExitCode.BAD_INPUT, message);
    return show(failure, description, hint, command, Arrays.asList(args));
  }

  private static int show(
      Throwable failure,
      FailureDescription description,
      String hint,
      CommandLine command,
      List<String> args) {
    PrintWriter err = command.getErr();
    if (!asJson(description, command, args)) {
      err.println("error: " + Texts.indented(description.message()));
      if (!hint.isEmpty()) {
        err.println(hint);
      }
    }
    if (RawFlag.given(OutputOptions.VERBOSE, args)) {
      failure.printStackTrace(err);
    }
    err.flush();
    return description.exitCode();
  }

  /** Whether the failure was written for machines. */
  private static boolean asJson(
      FailureDescription description, CommandLine command, List<String> args) {
    if (!RawFlag.given(OutputOptions.JSON, args)) {
      return false;
    }
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", description.exitCode());
    error.put("message", description.message());
    command.getOut().println(Json.line(Map.of("error", error)));
    return !command.getOut().checkError(); // flushes too
  }
}
