package io.edgenas.base.input;

/**
 * Input that cannot be accepted: a malformed file, a value out of range, an unknown name.
 *
 * <p>The message is written for the person who made the input: it names the thing, the value, what
 * is allowed and what to do. Commands print it alone and exit with code 2.
 */
public class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInputException(String message) {
    super(message);
  }

  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
