package io.edgenas.console;

import java.util.List;

/**
 * A flag looked up in the arguments as they were given, for failures that ended the parsing before
 * the flag's turn. It means what the parser would have understood.
 */
final class RawFlag {
  private RawFlag() {}

  /** Whether the flag is on: {@code --flag} or {@code --flag=true}, before {@code --}. */
  static boolean given(String flag, List<String> args) {
    for (String arg : args) {
      if (arg.equals("--")) {
        return false;
      }
      if (arg.equals(flag) || arg.equalsIgnoreCase(flag + "=true")) {
        return true;
      }
    }
    return false;
  }
}
