package io.edgenas.console;

/**
 * Standard output takes no more: a command need not go on. What has to be said about it says {@link
 * Console}, which knows why.
 */
final class LostOutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostOutputException() {
    super("standard output cannot be written");
  }
}
