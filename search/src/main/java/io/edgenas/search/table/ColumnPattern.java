package io.edgenas.search.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.table.CsvTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says which columns of a table are meant, and how a cell is cut into parts: {@code depth} is one
 * column, {@code e#} are all whose name is an e and a number, in the order of the numbers, {@code
 * arch[|+]} is a column whose cells are cut at these characters, and {@code arch[]} one whose cells
 * are cut into their characters.
 *
 * @param name of a column; {@value #NUMBER} stands for a number
 * @param cuts the characters to cut at; empty where a cell is one part
 */
public record ColumnPattern(String name, Optional<String> cuts) {
  private static final String NUMBER = "#";
  private static final Pattern FORM = Pattern.compile("([^\\[\\],]+)(?:\\[([^\\]]*)\\])?");

  /** One column of a table that a pattern means. */
  record Meant(String name, int column) {}

  /**
   * Reads patterns with commas between them; a comma in brackets is a character to cut at.
   *
   * @param option what messages call the text
   * @throws BadInputException if one is malformed
   */
  public static List<ColumnPattern> list(String option, String text) {
    List<ColumnPattern> patterns = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int bracket = text.indexOf('[', start);
      int comma = text.indexOf(',', start);
      if (bracket >= 0 && bracket < comma) {
        comma = text.indexOf(',', Math.max(bracket, text.indexOf(']', bracket)));
      }
      int end = comma < 0 ? text.length() : comma;
      patterns.add(parse(option, text.substring(start, end).strip()));
      start = end + 1;
    }
    return patterns;
  }

  private static ColumnPattern parse(String option, String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || text.indexOf(NUMBER) != text.lastIndexOf(NUMBER)) {
      throw new BadInputException(
          option
              + " '"
              + Check.shown(text)
              + "' is not allowed: give names of columns with commas between, as depth, e# (e0, e1"
              + " and so on), arch[] (cut into characters) or arch[|+] (cut at these)");
    }
    return new ColumnPattern(form.group(1), Optional.ofNullable(form.group(2)));
  }

  /**
   * The columns meant.
   *
   * @throws BadInputException if the table has none of them
   */
  List<Meant> in(CsvTable table) {
    int number = name.indexOf(NUMBER);
    if (number < 0) {
      return List.of(new Meant(name, table.column(name)));
    }
    Pattern numbered =
        Pattern.compile(
            Pattern.quote(name.substring(0, number))
                + "([0-9]{1,9})"
                + Pattern.quote(name.substring(number + 1)));
    List<Meant> meant = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      if (numbered.matcher(table.columns().get(i)).matches()) {
        meant.add(new Meant(table.columns().get(i), i));
      }
    }
    if (meant.isEmpty()) {
      throw BadInputException.of(
          table.source() + ":1",
          "there are no columns '"
              + Check.shown(name)
              + "', with a number in the place of "
              + NUMBER
              + ": it has "
              + Check.shown(String.join(", ", table.columns())));
    }
    meant.sort(Comparator.comparingInt(each -> numberIn(numbered, each.name())));
    return meant;
  }

  private static int numberIn(Pattern numbered, String name) {
    Matcher matcher = numbered.matcher(name);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** Whether the parts are single characters, which are no amounts even if they are digits. */
  boolean ofCharacters() {
    return cuts.isPresent() && cuts.get().isEmpty();
  }

  /** The parts of a cell; what is empty between two cuts is none. */
  List<String> parts(String cell) {
    if (cuts.isEmpty()) {
      return List.of(cell);
    }
    if (ofCharacters()) {
      return cell.codePoints().mapToObj(Character::toString).toList();
    }
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= cell.length(); i++) {
      if (i == cell.length() || cuts.get().indexOf(cell.charAt(i)) >= 0) {
        if (i > start) {
          parts.add(cell.substring(start, i));
        }
        start = i + 1;
      }
    }
    return parts;
  }
}
