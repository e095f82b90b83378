package io.edgenas.base.value;

/**
 * A value that a type of the domain does not allow.
 *
 * <p>It is a defect of whoever made the value, so of EdgeNAS, and ends as one. Where the value was
 * made from what somebody wrote, the reader turns it into bad input: see {@code Document.make} and
 * {@code Check.input}. They catch this class alone, because the JDK's own {@link
 * IllegalArgumentException}s, a {@link NumberFormatException} among them, are defects there too.
 *
 * <p>The message is written for that case: it names the thing, the value and what is allowed.
 */
public final class InvalidValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidValueException(String message) {
    super(message);
  }
}
