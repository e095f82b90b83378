package io.edgenas.cli;

import io.edgenas.console.CommandErrors;
import io.edgenas.console.CommandFailure;
import io.edgenas.console.ExitCode;
import io.edgenas.onnx.emit.ExportException;
import io.edgenas.onnx.runtime.InferenceException;
import io.edgenas.pipeline.train.GuessingException;
import io.edgenas.search.InfeasibleBudgetException;
import io.edgenas.supernet.evaluate.BrokenSubnetException;
import io.edgenas.supernet.train.DivergedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/** How the failures of modules that the device jar does not know end a command. */
final class Failures {
  private Failures() {}

  /** Lets {@code command}, which fails as {@link CommandErrors} says, tell these failures too. */
  static CommandLine install(CommandLine command) {
    IExecutionExceptionHandler shared = command.getExecutionExceptionHandler();
    return command.setExecutionExceptionHandler(
        (failure, failed, result) ->
            shared.handleExecutionException(translated(failure), failed, result));
  }

  private static Exception translated(Exception failure) {
    if (failure instanceof InfeasibleBudgetException) {
      return known(ExitCode.BUDGET_MISSED, failure);
    }
    return failure instanceof ExportException
            || failure instanceof GuessingException
            || failure instanceof InferenceException
            || failure instanceof BrokenSubnetException
            || failure instanceof DivergedException
        ? known(ExitCode.FAILED, failure)
        : failure;
  }

  private static CommandFailure known(int exitCode, Exception failure) {
    CommandFailure known = new CommandFailure(exitCode, failure.getMessage());
    known.initCause(failure);
    return known;
  }
}
