package io.edgenas.onnx.child;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What parent and child tell each other: a few fields, and one array of bytes that may be large, as
 * a model or a batch. The array is not copied: whoever gives it leaves it alone afterwards.
 */
public final class ChildMessage {
  private static final byte[] NOTHING = {};

  private final byte[] fields;
  private final byte[] bulk;

  ChildMessage(byte[] fields, byte[] bulk) {
    this.fields = fields;
    this.bulk = bulk;
  }

  /** Writes the fields of a message. */
  @FunctionalInterface
  public interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads the fields of a message. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  /** A message with fields alone. */
  public static ChildMessage of(Writer fields) {
    return of(fields, NOTHING);
  }

  /** A message with an array besides. */
  public static ChildMessage of(Writer fields, byte[] bulk) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      fields.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return new ChildMessage(bytes.toByteArray(), bulk);
  }

  /**
   * What is in the fields.
   *
   * @throws UncheckedIOException if they end too early
   */
  public <T> T read(Reader<T> reader) {
    try {
      return reader.read(new DataInputStream(new ByteArrayInputStream(fields)));
    } catch (IOException e) {
      throw new UncheckedIOException("a message of a child process is cut off", e);
    }
  }

  byte[] fields() {
    return fields;
  }

  /** The array; empty where none was given. */
  public byte[] bulk() {
    return bulk;
  }
}
