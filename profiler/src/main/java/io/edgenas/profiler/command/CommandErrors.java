package io.edgenas.profiler.command;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.output.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever ends a command into one message and an exit code: on standard error for people, as
 * {@code {"error":{"code":..,"message":..}}} on standard output under {@code --json}. A stack trace
 * is shown on {@code --verbose} only.
 */
public final class CommandErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private CommandErrors() {}

  /**
   * Lets {@code command} and all its sub-commands fail this way.
   *
   * @return {@code command}
   */
  public static CommandLine install(CommandLine command) {
    CommandErrors errors = new CommandErrors();
    return command.setExecutionExceptionHandler(errors).setParameterExceptionHandler(errors);
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
    return show(failure, describe(failure), "", command, result.originalArgs());
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
      message += Check.didYouMean(given, command.getCommandSpec().optionsMap().keySet());
    }
    Description description = new Description(ExitCode.BAD_INPUT, message);
    return show(failure, description, hint, command, Arrays.asList(args));
  }

  private record Description(int exitCode, String message) {}

  private static Description describe(Exception failure) {
    if (failure instanceof BadInputException) {
      return new Description(ExitCode.BAD_INPUT, failure.getMessage());
    }
    if (failure instanceof CommandFailure known) {
      return new Description(known.exitCode(), failure.getMessage());
    }
    if (failure instanceof UncheckedIOException wrapped) {
      return new Description(ExitCode.FAILED, describe(wrapped.getCause()));
    }
    if (failure instanceof IOException io) {
      return new Description(ExitCode.FAILED, describe(io));
    }
    return new Description(
        ExitCode.FAILED,
        "internal error: "
            + failure
            + "; this is a defect of EdgeNAS: please report it with the output of --verbose");
  }

  private static String describe(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "file " + failure.getMessage() + " does not exist";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission for " + failure.getMessage();
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private static int show(
      Exception failure,
      Description description,
      String hint,
      CommandLine command,
      List<String> args) {
    PrintWriter err = command.getErr();
    if (args.contains(OutputOptions.JSON)) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("code", description.exitCode());
      error.put("message", description.message());
      command.getOut().println(Json.line(Map.of("error", error)));
      command.getOut().flush();
    } else {
      err.println("error: " + description.message());
      if (!hint.isEmpty()) {
        err.println(hint);
      }
    }
    if (args.contains(OutputOptions.VERBOSE)) {
      failure.printStackTrace(err);
    }
    err.flush();
    return description.exitCode();
  }
}
