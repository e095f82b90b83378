package io.edgenas.search.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.table.CsvTable;
import io.edgenas.network.Arch;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows of a table count, and as which architecture.
 *
 * @param rows the architectures that are known, in order, each with its place from 0
 * @param places of each row of the table that of its architecture; -1 of a row that is left out
 * @param leftOut rows of which something is not known
 */
record TwinRows(Map<Arch, Integer> rows, List<Integer> places, int leftOut) {
  TwinRows {
    rows = Collections.unmodifiableMap(rows);
    places = List.copyOf(places);
  }

  /**
   * Looks at every row.
   *
   * @param archs of the rows, in order
   * @param needed columns of which NaN leaves a row out
   * @throws BadInputException naming the second row of an architecture where twins are refused, or
   *     saying that no row is whole
   */
  static TwinRows of(
      CsvTable table, List<TableArch> archs, List<double[]> needed, TableLayout.Twins twins) {
    Map<Arch, Integer> rows = new LinkedHashMap<>();
    Map<Arch, Integer> firstRows = new LinkedHashMap<>();
    Integer[] places = new Integer[archs.size()];
    int leftOut = 0;
    for (int i = 0; i < places.length; i++) {
      int row = i;
      if (needed.stream().anyMatch(column -> Double.isNaN(column[row]))) {
        places[i] = -1;
        leftOut++;
        continue;
      }
      Integer first = firstRows.putIfAbsent(archs.get(i), i);
      if (first != null && twins == TableLayout.Twins.REFUSED) {
        throw BadInputException.of(
            table.place(i),
            "decides the same as line "
                + (first + 2)
                + ": name all columns of decisions, keep one of the rows, or ask for the mean of"
                + " such rows");
      }
      rows.putIfAbsent(archs.get(i), rows.size());
      places[i] = rows.get(archs.get(i));
    }
    if (rows.isEmpty()) {
      throw BadInputException.of(
          table.source() + ":1",
          "there is no row with all accuracies and costs: name columns that have them");
    }
    return new TwinRows(rows, List.of(places), leftOut);
  }

  /** A column of the table as one value per architecture: the mean over its rows. */
  double[] merged(double[] column) {
    double[] sums = new double[rows.size()];
    int[] counts = new int[rows.size()];
    for (int i = 0; i < column.length; i++) {
      int place = places.get(i);
      if (place >= 0) {
        sums[place] += column[i];
        counts[place]++;
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= counts[i];
    }
    return sums;
  }
}
