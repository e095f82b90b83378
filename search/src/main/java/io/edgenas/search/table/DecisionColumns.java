package io.edgenas.search.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.table.CsvTable;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.space.Choices;
import io.edgenas.space.Decision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The decisions of a table: its space, and the architecture of each row. What is the same in every
 * row is not decided, and is no part of either.
 */
final class DecisionColumns {
  private static final int MAX_DECISIONS = 256;

  private final CsvTable table;
  private final List<Part> parts = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** One thing that every row tells. */
  private record Part(String name, boolean characters, Set<String> values) {
    boolean decided() {
      return values.size() > 1;
    }

    boolean isResolution() {
      return name.equals(Decision.RESOLUTION) && TableDecision.areNumbers(values);
    }

    TableDecision decision() {
      return !characters && TableDecision.areNumbers(values) && distinct(values)
          ? TableDecision.amounts(name, values)
          : TableDecision.categories(name, values);
    }

    private static boolean distinct(Collection<String> numbers) {
      return numbers.stream().mapToDouble(Double::parseDouble).distinct().count() == numbers.size();
    }
  }

  private DecisionColumns(CsvTable table) {
    this.table = table;
    table.rows().forEach(row -> rows.add(new ArrayList<>()));
  }

  /**
   * Reads the decisions of every row.
   *
   * @throws BadInputException naming the line of a row that cannot be cut as the first is, or that
   *     has the 65th value of a decision
   */
  static DecisionColumns of(CsvTable table, List<ColumnPattern> patterns) {
    DecisionColumns columns = new DecisionColumns(table);
    for (ColumnPattern pattern : patterns.isEmpty() ? byName(table) : patterns) {
      for (ColumnPattern.Meant meant : pattern.in(table)) {
        columns.add(pattern, meant);
      }
    }
    return columns;
  }

  private static List<ColumnPattern> byName(CsvTable table) {
    List<ColumnPattern> named =
        table.columns().stream()
            .filter(name -> name.startsWith(TableLayout.DECISION))
            .map(name -> new ColumnPattern(name, Optional.empty()))
            .toList();
    if (named.isEmpty()) {
      throw BadInputException.of(
          table.source() + ":1",
          "there is no column whose name begins with "
              + TableLayout.DECISION
              + ": name the columns of decisions; it has "
              + Check.shown(String.join(", ", table.columns())));
    }
    return named;
  }

  private void add(ColumnPattern pattern, ColumnPattern.Meant meant) {
    String name =
        meant.name().startsWith(TableLayout.DECISION)
            ? meant.name().substring(TableLayout.DECISION.length())
            : meant.name();
    int first = parts.size();
    for (int row = 0; row < table.rows().size(); row++) {
      List<String> cut = pattern.parts(table.rows().get(row).get(meant.column()));
      if (row == 0) {
        for (int i = 0; i < cut.size(); i++) {
          String partName = pattern.cuts().isPresent() ? name + "." + (i + 1) : name;
          parts.add(new Part(partName, pattern.ofCharacters(), new LinkedHashSet<>()));
        }
        requireFew();
      } else if (cut.size() != parts.size() - first) {
        throw BadInputException.of(
            table.place(row),
            "column %s has %d parts, and %d in the first row: every architecture has all decisions"
                .formatted(Check.shown(meant.name()), cut.size(), parts.size() - first));
      }
      for (int i = 0; i < cut.size(); i++) {
        addValue(parts.get(first + i), cut.get(i), row);
      }
    }
  }

  private void requireFew() {
    if (parts.size() > MAX_DECISIONS) {
      throw BadInputException.of(
          table.source() + ":1",
          "there are more than " + MAX_DECISIONS + " decisions: name fewer columns");
    }
  }

  private void addValue(Part part, String value, int row) {
    if (part.values.add(value)) {
      requireAllowed(part, value, row);
    }
    rows.get(row).add(value);
  }

  private void requireAllowed(Part part, String value, int row) {
    try {
      TableDecision.requireValue(part.name, value);
    } catch (InvalidValueException e) {
      throw BadInputException.of(table.place(row), e.getMessage(), e);
    }
    if (part.values.size() > TableDecision.MAX_VALUES) {
      throw BadInputException.of(
          table.place(row),
          "decision "
              + Check.shown(part.name)
              + " has more than "
              + TableDecision.MAX_VALUES
              + " different values: is it one decision? A cell that tells several is cut, as"
              + " arch[] (into characters) or arch[|+] (at these)");
    }
  }

  /**
   * The space of the table.
   *
   * @throws BadInputException if a value cannot stand in the text of an architecture, or nothing is
   *     decided
   */
  TableSpace space() {
    List<Part> decided = decided();
    try {
      return new TableSpace(
          spaceName(), resolutions(), decided.stream().map(Part::decision).toList());
    } catch (InvalidValueException e) {
      throw BadInputException.of(table.source() + ":1", e.getMessage(), e);
    }
  }

  private List<Part> decided() {
    return parts.stream().filter(part -> part.decided() && !part.isResolution()).toList();
  }

  private List<Integer> resolutions() {
    return parts.stream()
        .filter(Part::isResolution)
        .findFirst()
        .map(part -> Choices.resolutions(wholes(part.values)))
        .orElse(List.of(TableSpace.NO_RESOLUTION));
  }

  private static List<Integer> wholes(Set<String> values) {
    Set<Integer> wholes = new TreeSet<>();
    for (String value : values) {
      try {
        wholes.add(Integer.valueOf(value));
      } catch (NumberFormatException e) {
        throw new InvalidValueException("resolution " + value + " is no whole number of pixels");
      }
    }
    return List.copyOf(wholes);
  }

  /** The file's name as that of a space: lower-case letters, digits, dots and dashes. */
  private String spaceName() {
    String file = table.source().replaceAll(".*[/\\\\]", "");
    String name = file.replaceAll("(\\.csv)?(\\.gz)?$", "").toLowerCase(Locale.ROOT);
    return name.replaceAll("[^a-z0-9.-]+", "-");
  }

  /** The architectures of the rows, in order; not all distinct if the table has twins. */
  List<TableArch> archs() {
    int[] decided =
        IntStream.range(0, parts.size())
            .filter(i -> parts.get(i).decided() && !parts.get(i).isResolution())
            .toArray();
    int resolution =
        IntStream.range(0, parts.size())
            .filter(i -> parts.get(i).isResolution())
            .findFirst()
            .orElse(-1);
    List<TableArch> archs = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      List<String> choices = new ArrayList<>(decided.length);
      for (int part : decided) {
        choices.add(row.get(part));
      }
      archs.add(
          new TableArch(
              resolution < 0 ? TableSpace.NO_RESOLUTION : Integer.parseInt(row.get(resolution)),
              choices));
    }
    return archs;
  }
}
