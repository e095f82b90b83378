package io.edgenas.supernet.pytorch;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/** The bytes of a pickle, read from front to back; reading past the end is refused. */
final class PickleInput {
  private static final int MAX_LINE = 512;

  private final ByteBuffer bytes;
  private final String source;

  PickleInput(byte[] bytes, String source) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.source = source;
  }

  /** Number of bytes read so far. */
  int position() {
    return bytes.position();
  }

  /** The exception for something wrong at this place. */
  BadInputException error(String what) {
    return BadInputException.of(where(), what);
  }

  private String where() {
    return source + ": byte " + bytes.position();
  }

  /** Makes a value; what it refuses gets the place added. */
  <T> T make(Supplier<T> value) {
    try {
      return value.get();
    } catch (BadInputException e) {
      throw e.at(where());
    }
  }

  private void require(long count) {
    if (count < 0 || count > bytes.remaining()) {
      throw error(
          count + " bytes are announced, " + bytes.remaining() + " are left: the file is cut off");
    }
  }

  int unsignedByte() {
    require(1);
    return bytes.get() & 0xff;
  }

  int unsignedShort() {
    require(Short.BYTES);
    return bytes.getShort() & 0xffff;
  }

  int int32() {
    require(Integer.BYTES);
    return bytes.getInt();
  }

  long unsignedInt() {
    return Integer.toUnsignedLong(int32());
  }

  long int64() {
    require(Long.BYTES);
    return bytes.getLong();
  }

  /** Eight bytes, big-endian. */
  double float64() {
    return Double.longBitsToDouble(Long.reverseBytes(int64()));
  }

  byte[] bytes(long count) {
    require(count);
    byte[] found = new byte[(int) count];
    bytes.get(found);
    return found;
  }

  String text(long count) {
    byte[] utf8 = bytes(count);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw error("a text is not UTF-8");
    }
  }

  /** The text up to the next line feed, without it. */
  String line() {
    byte[] found = new byte[MAX_LINE];
    for (int i = 0; i < MAX_LINE; i++) {
      found[i] = (byte) unsignedByte();
      if (found[i] == '\n') {
        return new String(Arrays.copyOf(found, i), StandardCharsets.UTF_8);
      }
    }
    throw error(
        "a name is longer than "
            + MAX_LINE
            + " bytes: "
            + Check.shown(new String(found, StandardCharsets.UTF_8)));
  }
}
