package io.edgenas.profile;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.util.regex.Pattern;

/** SHA-256 digests as they stand in files. */
final class Digests {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private Digests() {}

  static String check(String digest) {
    if (!SHA256.matcher(digest).matches()) {
      throw new BadInputException(
          "SHA-256 '"
              + Check.shown(digest)
              + "' is not allowed: 64 lower-case hexadecimal digits are");
    }
    return digest;
  }
}
