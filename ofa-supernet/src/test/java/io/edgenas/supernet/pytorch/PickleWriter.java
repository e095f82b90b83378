package io.edgenas.supernet.pytorch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Pickles of protocol 2, operation by operation: what PyTorch writes, and what it never would. */
public final class PickleWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public static PickleWriter begin() {
    return new PickleWriter().raw(0x80, 2);
  }

  /** Operations, and arguments, that have no method of their own here. */
  public PickleWriter raw(int... bytes) {
    for (int value : bytes) {
      out.write(value);
    }
    return this;
  }

  private PickleWriter little(long value, int bytes) {
    byte[] all =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    out.write(all, 0, bytes);
    return this;
  }

  public PickleWriter op(char operation) {
    return raw(operation);
  }

  public PickleWriter number(long value) {
    return value == (int) value
        ? op('J').little(value, Integer.BYTES)
        : raw(0x8a, Long.BYTES).little(value, Long.BYTES);
  }

  public PickleWriter text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    op('X').little(utf8.length, Integer.BYTES);
    out.writeBytes(utf8);
    return this;
  }

  /** Announces a text of that many bytes, and writes none. */
  public PickleWriter textOf(long bytes) {
    return raw(0x8d).little(bytes, Long.BYTES);
  }

  public PickleWriter lines(char operation, String first, String second) {
    op(operation);
    out.writeBytes((first + "\n" + second + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public PickleWriter global(String module, String name) {
    return lines('c', module, name);
  }

  public PickleWriter numbers(long... values) {
    op('(');
    for (long value : values) {
      number(value);
    }
    return op('t');
  }

  /** {@code OrderedDict()}. */
  public PickleWriter orderedDict() {
    return global("collections", "OrderedDict").op(')').op('R');
  }

  /** A reference to a storage: {@code ('storage', class, key, 'cpu', count)}. */
  public PickleWriter storage(String type, String key, long count, boolean legacy) {
    op('(').text("storage").global("torch", type).text(key).text("cpu").number(count);
    return (legacy ? op('N') : this).op('t').op('Q');
  }

  public byte[] end() {
    op('.');
    return out.toByteArray();
  }
}
