package io.edgenas.space.cell;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.util.Arrays;
import java.util.List;

/** What an edge of a cell does, with the names of NAS-Bench-201, the cheapest first. */
public enum CellOperation {
  /** Gives zeros. */
  NONE("none"),
  /** Gives what it takes. */
  SKIP("skip_connect"),
  /** Averages windows of 3x3 pixels. */
  AVERAGE_POOL("avg_pool_3x3"),
  /** ReLU, a convolution of 1x1, batch norm. */
  CONV_1X1("nor_conv_1x1"),
  /** ReLU, a convolution of 3x3, batch norm. */
  CONV_3X3("nor_conv_3x3");

  private final String text;

  CellOperation(String text) {
    this.text = text;
  }

  /** The name in files and architectures. */
  public String text() {
    return text;
  }

  /** The side of the convolution's kernel; 0 where there is none. */
  public int kernel() {
    return this == CONV_1X1 ? 1 : this == CONV_3X3 ? 3 : 0;
  }

  /**
   * The operation of that name.
   *
   * @throws BadInputException if there is none, listing those there are
   */
  static CellOperation parse(String text) {
    List<String> names = Arrays.stream(values()).map(CellOperation::text).toList();
    int index = names.indexOf(text);
    if (index < 0) {
      throw new BadInputException(
          "operation '"
              + Check.shown(text)
              + "' is not allowed"
              + Check.didYouMean(text, names)
              + ": choose one of "
              + names);
    }
    return values()[index];
  }
}
