package io.edgenas.search.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.network.Arch;
import io.edgenas.space.Choices;
import io.edgenas.space.Chooser;
import io.edgenas.space.Decision;
import io.edgenas.space.DecisionSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A space of independent decisions, each with the values that a table has for it. Networks do not
 * come of it: what is known of its architectures stands in the table.
 */
public final class TableSpace implements DecisionSpace {
  /** The resolution of architectures whose table tells none. */
  static final int NO_RESOLUTION = 32;

  private static final Pattern TEXT = Pattern.compile("r([0-9]{1,4})/(.+)");

  private final String name;
  private final List<Integer> resolutions;
  private final List<TableDecision> columns;
  private final List<Decision<?>> decisions;

  /** Makes a space of architectures that all have the same, unknown resolution. */
  public TableSpace(String name, List<TableDecision> columns) {
    this(name, List.of(NO_RESOLUTION), columns);
  }

  /**
   * Makes a space.
   *
   * @param resolutions ascending
   * @param columns the decisions after the resolution
   * @throws InvalidValueException if two decisions have one name, or there is nothing to decide
   */
  public TableSpace(String name, List<Integer> resolutions, List<TableDecision> columns) {
    this.name = name;
    this.resolutions = Choices.resolutions(resolutions);
    this.columns = List.copyOf(columns);
    List<Decision<?>> all = new ArrayList<>();
    all.add(
        resolutions.size() == 1
            ? Decision.fixed(
                Decision.RESOLUTION, resolutions.get(0), arch -> Optional.of(arch.resolution()))
            : Decision.resolution(this.resolutions));
    for (int i = 0; i < columns.size(); i++) {
      all.add(columns.get(i).at(i));
    }
    this.decisions = List.copyOf(all);
    List<String> names = decisions.stream().map(Decision::name).toList();
    if (names.stream().distinct().count() < names.size() || columns.isEmpty()) {
      throw new InvalidValueException(
          "space "
              + name
              + " has the decisions "
              + names
              + ": give one or more besides the"
              + " resolution, each with a name of its own");
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Integer> resolutions() {
    return resolutions;
  }

  @Override
  public TableSpace withResolutions(List<Integer> ascending) {
    return ascending.equals(resolutions) ? this : new TableSpace(name, ascending, columns);
  }

  @Override
  public List<Decision<?>> decisions() {
    return decisions;
  }

  @Override
  public TableArch build(Chooser chooser) {
    int resolution = (Integer) chooser.choose(decisions.get(0));
    List<String> choices = new ArrayList<>(columns.size());
    for (Decision<?> decision : decisions.subList(1, decisions.size())) {
      choices.add((String) chooser.choose(decision));
    }
    return new TableArch(resolution, choices);
  }

  @Override
  public BigInteger size() {
    return columns.stream()
        .map(column -> BigInteger.valueOf(column.values().size()))
        .reduce(BigInteger.valueOf(resolutions.size()), BigInteger::multiply);
  }

  @Override
  public Arch check(Arch arch) {
    if (!(arch instanceof TableArch row)) {
      throw new IllegalArgumentException(arch + " is no architecture of a table");
    }
    Check.oneOf("resolution", row.resolution(), resolutions);
    if (row.choices().size() != columns.size()) {
      throw new BadInputException(
          Check.shown(row.toString())
              + " decides "
              + row.choices().size()
              + " things: space "
              + name
              + " has "
              + columns.size()
              + " decisions");
    }
    for (int i = 0; i < columns.size(); i++) {
      Check.oneOf(columns.get(i).name(), row.choices().get(i), columns.get(i).values());
    }
    return arch;
  }

  @Override
  public Arch parse(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new BadInputException(
          "'"
              + Check.shown(text)
              + "' is no architecture of a table: write r, the resolution, and a value for each"
              + " decision, with slashes between, as r32/0/2/1");
    }
    return check(
        new TableArch(
            Integer.parseInt(parts.group(1)),
            Arrays.asList(parts.group(2).split(TableArch.JOINT, -1))));
  }
}
