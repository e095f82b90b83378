package io.edgenas.search.table;

import io.edgenas.network.Arch;
import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.LevelledMetric;
import io.edgenas.search.effort.Levels;
import java.util.List;
import java.util.Map;

/** The accuracies of a table, at one level or several; NaN of an architecture it does not know. */
final class TableAccuracy implements AccuracyMetric, LevelledMetric {
  private final Map<Arch, Integer> rows;
  private final Levels levels;
  private final List<double[]> top1;

  /**
   * @param top1 one number per row, for each level
   */
  TableAccuracy(Map<Arch, Integer> rows, Levels levels, List<double[]> top1) {
    this.rows = rows;
    this.levels = levels;
    this.top1 = List.copyOf(top1);
  }

  @Override
  public Levels levels() {
    return levels;
  }

  @Override
  public double[] top1(List<Arch> archs) {
    return values(archs, levels.last());
  }

  @Override
  public double[] values(List<Arch> archs) {
    return top1(archs);
  }

  @Override
  public double[] values(List<Arch> archs, int level) {
    return SearchTable.lookedUp(rows, top1.get(level), archs);
  }
}
