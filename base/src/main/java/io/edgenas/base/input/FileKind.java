package io.edgenas.base.input;

import java.util.Optional;

/**
 * Tells from its first bytes what a file is that was given where UTF-8 text is read: a spreadsheet,
 * a pickle, text in another encoding.
 */
public final class FileKind {
  /** So many bytes tell. */
  public static final int HEAD_BYTES = 4_096;

  /** Of UTF-16, text in Latin letters has every second byte 0. */
  private static final double UTF_16_ZEROS = 0.3;

  private FileKind() {}

  /**
   * Makes sure that a file may be UTF-8 text.
   *
   * @param head the first {@value #HEAD_BYTES} bytes or more, or the whole file
   * @param source what messages call the file
   * @throws BadInputException saying what it is and what to do, if it is something else
   */
  public static void requireText(byte[] head, String source) {
    Optional<String> other = other(head);
    if (other.isPresent()) {
      throw BadInputException.of(source + ":1", other.get());
    }
  }

  private static Optional<String> other(byte[] head) {
    if (starts(head, 0xFF, 0xFE, 0, 0) || starts(head, 0, 0, 0xFE, 0xFF)) {
      return Optional.of(encoded("UTF-32"));
    }
    if (starts(head, 0xFF, 0xFE) || starts(head, 0xFE, 0xFF)) {
      return Optional.of(encoded("UTF-16"));
    }
    if (starts(head, 'P', 'K', 3, 4)) {
      return Optional.of(
          "is a zip archive (as spreadsheets in .xlsx and .ods and PyTorch's .pth are), not text:"
              + " export it as text, a spreadsheet as CSV UTF-8");
    }
    if (starts(head, 0x1F, 0x8B)) {
      return Optional.of("is compressed with gzip: unpack it first");
    }
    if (head.length > 1 && (head[0] & 0xFF) == 0x80 && head[1] >= 2 && head[1] <= 5) {
      return Optional.of(
          "is a Python pickle, which EdgeNAS never runs: write what it holds as text");
    }
    int zeros = zeros(head);
    if (zeros == 0) {
      return Optional.empty();
    }
    return Optional.of(
        zeros > UTF_16_ZEROS * Math.min(head.length, HEAD_BYTES) && evenOrOdd(head)
            ? encoded("UTF-16")
            : "is not UTF-8 text but binary: is it the right file?");
  }

  private static String encoded(String encoding) {
    return "is text in "
        + encoding
        + ", not UTF-8: save it as UTF-8 (in a spreadsheet as \"CSV UTF-8\"), or convert it with"
        + " iconv -f "
        + encoding
        + " -t UTF-8";
  }

  private static boolean starts(byte[] head, int... signature) {
    if (head.length < signature.length) {
      return false;
    }
    for (int i = 0; i < signature.length; i++) {
      if ((head[i] & 0xFF) != signature[i]) {
        return false;
      }
    }
    return true;
  }

  private static int zeros(byte[] head) {
    int zeros = 0;
    for (int i = 0; i < Math.min(head.length, HEAD_BYTES); i++) {
      zeros += head[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** Whether all zeros are at even places, or all at odd ones. */
  private static boolean evenOrOdd(byte[] head) {
    boolean[] at = new boolean[2];
    for (int i = 0; i < Math.min(head.length, HEAD_BYTES); i++) {
      at[i % 2] |= head[i] == 0;
    }
    return at[0] != at[1];
  }
}
