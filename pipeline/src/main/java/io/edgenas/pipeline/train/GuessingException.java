package io.edgenas.pipeline.train;

/** A training has ended, but what it made is no better than guessing. */
public final class GuessingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GuessingException(String message) {
    super(message);
  }
}
