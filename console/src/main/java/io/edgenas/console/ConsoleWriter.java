package io.edgenas.console;

import io.edgenas.base.input.Visible;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Everything that a command says goes through here, as UTF-8. What a terminal would obey becomes
 * visible (see {@link Visible}), whoever wrote it; newlines and tabs pass. The first failure to
 * write is kept: the {@code PrintWriter} above swallows it.
 */
final class ConsoleWriter extends Writer {
  private final Writer target;
  private IOException failure;

  /** A high surrogate or a carriage return that waits for what follows; 0 for none. */
  private char waiting;

  ConsoleWriter(OutputStream out) {
    this.target = new OutputStreamWriter(out, StandardCharsets.UTF_8);
  }

  /** Why something could not be written; empty as long as all was. */
  Optional<IOException> failure() {
    synchronized (lock) {
      return Optional.ofNullable(failure);
    }
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    synchronized (lock) {
      StringBuilder shown = new StringBuilder(length);
      for (int i = offset; i < offset + length; i++) {
        add(text[i], shown);
      }
      attempt(() -> target.write(shown.toString()));
    }
  }

  private void add(char unit, StringBuilder shown) {
    char before = waiting;
    waiting = 0;
    if (Character.isHighSurrogate(before) && Character.isLowSurrogate(unit)) {
      addCodePoint(Character.toCodePoint(before, unit), shown);
      return;
    }
    if (before == '\r' && unit == '\n') {
      shown.append("\r\n");
      return;
    }
    if (before != 0) {
      addCodePoint(before, shown);
    }
    if (unit == '\r' || Character.isHighSurrogate(unit)) {
      waiting = unit;
    } else {
      addCodePoint(unit, shown);
    }
  }

  private static void addCodePoint(int codePoint, StringBuilder shown) {
    if (codePoint == '\n' || codePoint == '\t' || !Visible.hidden(codePoint)) {
      shown.appendCodePoint(codePoint);
    } else {
      shown.append(Visible.escape(codePoint));
    }
  }

  @Override
  public void flush() throws IOException {
    synchronized (lock) {
      StringBuilder rest = new StringBuilder();
      if (waiting != 0) {
        addCodePoint(waiting, rest);
        waiting = 0;
      }
      attempt(
          () -> {
            target.write(rest.toString());
            target.flush();
          });
    }
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private void attempt(Attempt write) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      write.run();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
