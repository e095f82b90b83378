package io.edgenas.search.reference;

import io.edgenas.network.Arch;
import io.edgenas.space.Axis;
import io.edgenas.space.Chooser;
import io.edgenas.space.Decision;
import io.edgenas.space.DecisionSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A space that is nothing but independent decisions, each with a few numbers to choose from. */
record ChoiceSpace(String name, List<Column> columns) implements DecisionSpace {
  private static final int RESOLUTION = 32;

  /** A decision: categories, or amounts in ascending order. */
  record Column(String name, List<Integer> values, boolean ordered) {
    Decision<Integer> decision(int index) {
      String kind = name.replaceAll("\\d", "");
      List<Axis.Quantity> quantities = new ArrayList<>();
      if (ordered) {
        quantities.add(Axis.Quantity.range(name, values));
        quantities.add(Axis.Quantity.range("all " + kind, values));
      } else {
        for (int value : values) {
          quantities.add(
              new Axis.Quantity(
                  kind + " " + value,
                  values.stream().map(each -> each == value ? 1.0 : 0.0).toList()));
        }
      }
      return Decision.of(
          name,
          values,
          List.of(Axis.of(name + "=", values, quantities.toArray(Axis.Quantity[]::new))),
          arch -> Optional.of(((Row) arch).choices.get(index)));
    }
  }

  /** One choice per column. */
  record Row(List<Integer> choices) implements Arch {
    @Override
    public int resolution() {
      return RESOLUTION;
    }

    @Override
    public Arch withResolution(int resolution) {
      return this;
    }

    @Override
    public String toString() {
      return "r"
          + RESOLUTION
          + "/"
          + String.join("-", choices.stream().map(String::valueOf).toList());
    }
  }

  @Override
  public List<Integer> resolutions() {
    return List.of(RESOLUTION);
  }

  @Override
  public DecisionSpace withResolutions(List<Integer> ascending) {
    return this;
  }

  @Override
  public List<Decision<?>> decisions() {
    List<Decision<?>> decisions = new ArrayList<>();
    decisions.add(Decision.fixed(Decision.RESOLUTION, RESOLUTION, arch -> Optional.of(RESOLUTION)));
    IntStream.range(0, columns.size()).forEach(i -> decisions.add(columns.get(i).decision(i)));
    return decisions;
  }

  @Override
  public Arch build(Chooser chooser) {
    List<Integer> choices = new ArrayList<>();
    for (Decision<?> decision : decisions()) {
      choices.add((Integer) chooser.choose(decision));
    }
    return new Row(List.copyOf(choices.subList(1, choices.size())));
  }

  @Override
  public BigInteger size() {
    return columns.stream()
        .map(column -> BigInteger.valueOf(column.values.size()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  @Override
  public Arch check(Arch arch) {
    return arch;
  }

  @Override
  public Arch parse(String text) {
    throw new UnsupportedOperationException();
  }
}
