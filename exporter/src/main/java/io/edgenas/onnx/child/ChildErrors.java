package io.edgenas.onnx.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The beginning and the end of what a child prints on standard error; it is read to its end. */
final class ChildErrors {
  private static final int KEPT = 1 << 13;

  private final byte[] first = new byte[KEPT];
  private final byte[] last = new byte[KEPT];
  private final Thread reader;
  private long count;

  private ChildErrors(InputStream in) {
    this.reader = new Thread(() -> read(in), "edgenas-child-errors");
  }

  static ChildErrors drain(Process process) {
    ChildErrors errors = new ChildErrors(process.getErrorStream());
    errors.reader.setDaemon(true);
    errors.reader.start();
    return errors;
  }

  private void read(InputStream in) {
    byte[] buffer = new byte[KEPT];
    try (in) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        keep(buffer, read);
      }
    } catch (IOException e) {
      // The process was killed: what it said before is kept.
    }
  }

  private synchronized void keep(byte[] buffer, int length) {
    for (int i = 0; i < length; i++, count++) {
      if (count < KEPT) {
        first[(int) count] = buffer[i];
      }
      last[(int) (count % KEPT)] = buffer[i];
    }
  }

  /** What was printed, without its middle where that was much. Waits until all was read. */
  String text() {
    try {
      reader.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      String beginning = text(first, 0, (int) Math.min(count, KEPT));
      if (count <= KEPT) {
        return beginning;
      }
      int split = (int) (count % KEPT);
      return beginning + "\n" + text(last, split, KEPT - split) + text(last, 0, split);
    }
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }
}
