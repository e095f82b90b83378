package io.edgenas.base.input;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Paths that people write as text: as arguments, or in files. */
public final class PathText {
  private static final char UNREADABLE = '\ufffd';

  private PathText() {}

  /**
   * The path of that text.
   *
   * @param name what messages call it, for example {@code --out}
   * @throws BadInputException if it is empty (which Java takes for the current folder) or cannot be
   *     a path on this system
   */
  public static Path parse(String name, String text) {
    if (text.isEmpty()) {
      throw new BadInputException(name + " is empty: name a file or folder ('.' for this folder)");
    }
    try {
      return requireReadable(name, text, Path.of(text));
    } catch (InvalidPathException e) {
      throw new BadInputException(
          name + " '" + Check.shown(text) + "' cannot be a path here: " + why(text, e), e);
    }
  }

  /** Java puts this letter where it could not read the name's bytes: no file is found by it. */
  private static Path requireReadable(String name, String text, Path path) {
    if (text.indexOf(UNREADABLE) >= 0 && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new BadInputException(
          name
              + " '"
              + Check.shown(text)
              + "' has letters that Java cannot read in this locale: set LC_ALL=C.UTF-8 in the"
              + " environment; if that does not help, rename it, because its name is not UTF-8");
    }
    return path;
  }

  private static String why(String text, InvalidPathException refusal) {
    if (text.indexOf('\0') >= 0) {
      return "it has a zero character";
    }
    return text.chars().anyMatch(letter -> letter > '\u007f')
        ? "Java reads and writes names in the letters of the locale, which lacks some of these; set"
            + " LC_ALL=C.UTF-8 in the environment and try again"
        : refusal.getReason();
  }
}
