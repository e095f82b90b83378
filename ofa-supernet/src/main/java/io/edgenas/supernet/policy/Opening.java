package io.edgenas.supernet.policy;

import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of a dimension's choices a phase trains: the largest {@code count}. In files {@code
 * max}, {@code top-2}, {@code top-3}, ... or {@code all}.
 *
 * @param count number of choices from the largest down; {@link Integer#MAX_VALUE} for all
 */
public record Opening(int count) {
  /** Every choice. */
  public static final Opening ALL = new Opening(Integer.MAX_VALUE);

  /** Only the largest choice. */
  public static final Opening MAX = new Opening(1);

  private static final Pattern TOP = Pattern.compile("top-([1-9][0-9]?)");

  public Opening {
    Check.range("number of open choices", count, 1, Integer.MAX_VALUE);
  }

  /** Reads the text form. */
  static Opening read(Document document) {
    String text = document.text();
    Matcher top = TOP.matcher(text);
    if (top.matches()) {
      return new Opening(Integer.parseInt(top.group(1)));
    }
    return switch (text) {
      case "all" -> ALL;
      case "max" -> MAX;
      default ->
          throw document.error(
              "'"
                  + Check.shown(text)
                  + "' is not allowed: all, max or top-N (the N largest choices)");
    };
  }

  /** The open ones of these choices, ascending as given. */
  List<Integer> of(List<Integer> ascending) {
    return ascending.subList(
        ascending.size() - Math.min(count, ascending.size()), ascending.size());
  }

  /** The text form. */
  @Override
  public String toString() {
    return count == Integer.MAX_VALUE ? "all" : count == 1 ? "max" : "top-" + count;
  }
}
