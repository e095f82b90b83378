package io.edgenas.search.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.search.effort.Levels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What several columns of accuracy are, and so with which efforts an accuracy can be had. */
public sealed interface ColumnLevels {
  /** Repeated measurements, which are asked for together: the mean counts. */
  ColumnLevels MEAN = new Mean();

  /** Repeated measurements, such as seeds, which can be asked for one after the other. */
  ColumnLevels REPEATS = new Repeats();

  /** How {@link #REPEATS} is written. */
  String REPEATS_TEXT = "repeats";

  /**
   * Reads {@value #REPEATS_TEXT}, or efforts with commas between, as {@code 12,50,200}.
   *
   * @param option what messages call the text
   * @throws BadInputException if it is neither
   */
  static ColumnLevels parse(String option, String text) {
    if (text.equals(REPEATS_TEXT)) {
      return REPEATS;
    }
    try {
      List<Integer> efforts = new ArrayList<>();
      for (String effort : text.split(",", -1)) {
        efforts.add(Integer.valueOf(effort.strip()));
      }
      return new Efforts(new Levels(efforts));
    } catch (NumberFormatException | InvalidValueException e) {
      throw new BadInputException(
          option
              + " '"
              + Check.shown(text)
              + "' is not allowed: give "
              + REPEATS_TEXT
              + ", or an effort for each column of accuracy, whole numbers that ascend, as"
              + " 12,50,200",
          e);
    }
  }

  /**
   * The levels of so many columns.
   *
   * @throws BadInputException if they do not fit the columns
   */
  Levels levels(int columns);

  /** The accuracies at a level, given those of the columns, one number per architecture each. */
  double[] at(int level, List<double[]> columns);

  /** {@link #MEAN}. */
  record Mean() implements ColumnLevels {
    @Override
    public Levels levels(int columns) {
      return Levels.WHOLE;
    }

    @Override
    public double[] at(int level, List<double[]> columns) {
      return mean(columns);
    }
  }

  /** {@link #REPEATS}. */
  record Repeats() implements ColumnLevels {
    @Override
    public Levels levels(int columns) {
      requireSeveral(columns);
      return new Levels(IntStream.rangeClosed(1, columns).boxed().toList());
    }

    @Override
    public double[] at(int level, List<double[]> columns) {
      return mean(columns.subList(0, level + 1));
    }
  }

  /**
   * Each column tells the accuracy after some effort, such as epochs of training; the last counts.
   *
   * @param levels one per column
   */
  record Efforts(Levels levels) implements ColumnLevels {
    @Override
    public Levels levels(int columns) {
      requireSeveral(columns);
      if (columns != levels.efforts().size()) {
        throw new BadInputException(
            "levels "
                + levels.efforts()
                + " are "
                + levels.efforts().size()
                + " efforts for "
                + columns
                + " columns of accuracy: give one for each");
      }
      return levels;
    }

    @Override
    public double[] at(int level, List<double[]> columns) {
      return columns.get(level);
    }
  }

  private static void requireSeveral(int columns) {
    if (columns < 2) {
      throw new BadInputException(
          "levels need two columns of accuracy or more, as test_acc_#: name them, or leave the"
              + " levels out");
    }
  }

  private static double[] mean(List<double[]> columns) {
    double[] mean = new double[columns.get(0).length];
    for (double[] column : columns) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += column[i] / columns.size();
      }
    }
    return mean;
  }
}
