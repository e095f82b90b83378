package io.edgenas.base.input;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Decoding of text files. */
public final class Utf8 {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Utf8() {}

  /**
   * The text of a file, without the byte order mark that some editors write before it.
   *
   * @param source what messages call the file
   * @throws BadInputException saying what the file is if it is no text, or naming file and line of
   *     the first byte that is not UTF-8
   */
  public static String decode(byte[] bytes, String source) {
    FileKind.requireText(bytes, source);
    return decode(bytes, markLength(bytes), source, 1);
  }

  /** Number of bytes of the byte order mark that the text begins with: 3 or 0. */
  public static int markLength(byte[] head) {
    for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
      if (head.length <= i || head[i] != BYTE_ORDER_MARK[i]) {
        return 0;
      }
    }
    return BYTE_ORDER_MARK.length;
  }

  /**
   * The text of one line or several of a file.
   *
   * @param line number of the first of them
   * @throws BadInputException naming file and line of the first byte that is not UTF-8
   */
  public static String decodeLines(byte[] bytes, String source, int line) {
    return decode(bytes, 0, source, line);
  }

  private static String decode(byte[] bytes, int start, String source, int line) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    // UTF-8 never has more UTF-16 units than bytes.
    CharBuffer out = CharBuffer.allocate(bytes.length - start);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      int at = line;
      for (int i = start; i < in.position(); i++) {
        at += bytes[i] == '\n' ? 1 : 0;
      }
      throw BadInputException.of(
          source + ":" + at,
          String.format(
              "is not UTF-8 text (byte 0x%02X): if umlauts or accents should stand there, the file"
                  + " is in Latin-1 or Windows-1252; save it as UTF-8, or convert it with"
                  + " iconv -f WINDOWS-1252 -t UTF-8",
              bytes[in.position()]));
    }
    return out.flip().toString();
  }
}
