package io.edgenas.search.accuracy;

import io.edgenas.network.Arch;
import io.edgenas.search.Metric;
import io.edgenas.search.regression.ColumnGroup;
import io.edgenas.space.Axis;
import io.edgenas.space.Decision;
import io.edgenas.space.DecisionSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Architectures of any decision space as rows of numbers, for models that bend: one column per
 * place on every axis (one-hot, all zero for a decision that an architecture does not have), then
 * quantities that axes share, then the natural logarithms of descriptors such as MACs.
 */
public final class ArchEncoding {
  /** More decisions have parameters that the samples of a search cannot tell. */
  static final int MOST_SEPARATE = 12;

  private final List<OneHot<?>> oneHots = new ArrayList<>();
  private final List<Map<Integer, Double>> trends;
  private final List<Metric> descriptors;
  private final List<ColumnGroup> groups = new ArrayList<>();
  private final int places;
  private final int columns;

  /** A decision and the columns that each of its choices sets. */
  private record OneHot<T>(Decision<T> decision, Map<T, int[]> columns) {
    static <T> OneHot<T> of(Decision<T> decision, int start) {
      Map<T, int[]> columns = new HashMap<>();
      for (int choice = 0; choice < decision.choices().size(); choice++) {
        int[] places = decision.places(choice);
        int at = start;
        for (int i = 0; i < places.length; i++) {
          places[i] += at;
          at += decision.axes().get(i).size();
        }
        columns.put(decision.choices().get(choice), places);
      }
      return new OneHot<>(decision, columns);
    }

    void encode(Arch arch, double[] row) {
      Optional<T> choice = decision.in(arch);
      if (choice.isPresent()) {
        for (int column : columns.get(choice.get())) {
          row[column] = 1;
        }
      }
    }
  }

  /**
   * Makes the encoding of a space. All places are one group.
   *
   * @param descriptors above 0 for every architecture; may be empty
   */
  public ArchEncoding(DecisionSpace space, List<Metric> descriptors) {
    this(space, descriptors, false);
  }

  /**
   * Makes an encoding whose columns are the same, but where each decision is a group of its own as
   * long as there are at most {@link #MOST_SEPARATE}. A search is led to the best sooner (on
   * NAS-Bench-201); intervals of few samples are too narrow (83 % of NAS-Bench-Macro lie in 90 %
   * intervals of 100 samples). So it is for a search, not for a statement.
   *
   * @param descriptors above 0 for every architecture; may be empty
   */
  public static ArchEncoding separate(DecisionSpace space, List<Metric> descriptors) {
    return new ArchEncoding(space, descriptors, true);
  }

  private ArchEncoding(DecisionSpace space, List<Metric> descriptors, boolean separate) {
    this.descriptors = List.copyOf(descriptors);
    Map<String, Map<Integer, Double>> shared = new LinkedHashMap<>();
    int next = 0;
    List<Integer> starts = new ArrayList<>();
    for (Decision<?> decision : space.decisions()) {
      if (!decision.isExtent()) {
        oneHots.add(OneHot.of(decision, next));
        int start = next;
        for (Axis axis : decision.axes()) {
          addTrends(axis, next, shared);
          next += axis.size();
        }
        if (next > start) {
          starts.add(start);
        }
      }
    }
    this.places = next;
    this.trends = List.copyOf(shared.values());
    this.columns = places + trends.size() + descriptors.size();
    if (separate && starts.size() <= MOST_SEPARATE) {
      addSeparately(starts);
    } else {
      addGroup(0, places, false);
    }
    addGroup(places, places + trends.size(), true);
    addGroup(places + trends.size(), columns, true);
  }

  private static void addTrends(Axis axis, int start, Map<String, Map<Integer, Double>> shared) {
    for (Axis.Quantity quantity : axis.quantities()) {
      Map<Integer, Double> trend =
          shared.computeIfAbsent(quantity.name(), name -> new LinkedHashMap<>());
      for (int place = 0; place < axis.size(); place++) {
        trend.put(start + place, quantity.amounts().get(place));
      }
    }
  }

  private void addSeparately(List<Integer> starts) {
    for (int i = 0; i < starts.size(); i++) {
      int to = i + 1 < starts.size() ? starts.get(i + 1) : places;
      groups.add(new ColumnGroup(starts.get(i), to, false, starts.size()));
    }
  }

  private void addGroup(int from, int to, boolean standardised) {
    if (to > from) {
      groups.add(new ColumnGroup(from, to, standardised));
    }
  }

  /** The kinds of columns: places, quantities, descriptors. */
  List<ColumnGroup> groups() {
    return List.copyOf(groups);
  }

  /** Keeps the logarithms of the descriptors only. */
  UnaryOperator<double[]> descriptorsOnly() {
    return row -> Arrays.copyOfRange(row, columns - descriptors.size(), columns);
  }

  /** The number of descriptors. */
  public int descriptorCount() {
    return descriptors.size();
  }

  /**
   * Encodes architectures of the space.
   *
   * @return one row per architecture, in order
   * @throws IllegalStateException if a descriptor is not above 0
   */
  public double[][] rows(List<Arch> archs) {
    double[][] rows = new double[archs.size()][columns];
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      for (OneHot<?> oneHot : oneHots) {
        oneHot.encode(archs.get(i), row);
      }
      for (int t = 0; t < trends.size(); t++) {
        double sum = 0;
        for (Map.Entry<Integer, Double> amount : trends.get(t).entrySet()) {
          sum += amount.getValue() * row[amount.getKey()];
        }
        row[places + t] = sum;
      }
    }
    for (int d = 0; d < descriptors.size(); d++) {
      double[] values = descriptors.get(d).values(archs);
      for (int i = 0; i < rows.length; i++) {
        if (!(values[i] > 0)) {
          throw new IllegalStateException(
              "descriptor "
                  + descriptors.get(d).name()
                  + " is "
                  + values[i]
                  + " for "
                  + archs.get(i));
        }
        rows[i][places + trends.size() + d] = Math.log(values[i]);
      }
    }
    return rows;
  }
}
