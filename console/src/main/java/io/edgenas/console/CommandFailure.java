package io.edgenas.console;

/**
 * A command cannot do what it was asked although the input is acceptable: the message is shown
 * alone, the command ends with the exit code.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * @param exitCode one of {@link ExitCode}, not {@link ExitCode#DONE}
   * @param message what could not be done, and what to do about it
   */
  public CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
