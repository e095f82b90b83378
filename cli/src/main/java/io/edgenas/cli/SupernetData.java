package io.edgenas.cli;

import io.edgenas.input.BadInputException;
import io.edgenas.supernet.data.DataSplits;
import io.edgenas.supernet.store.SupernetDescription;

/** Whether images and a supernet belong together. */
final class SupernetData {
  private SupernetData() {}

  /**
   * Makes sure that a data set has the classes and channels that a supernet was trained for.
   *
   * @param name what messages call the data set
   * @throws BadInputException naming what differs
   */
  static void requireSameTask(SupernetDescription description, DataSplits data, String name) {
    if (!description.task().labels().equals(data.labels())) {
      throw new BadInputException(
          "data "
              + name
              + " has "
              + data.classes()
              + " classes "
              + shown(data)
              + ", the supernet was trained for "
              + description.task().classes()
              + " others or in another order: give data of the same classes");
    }
    if (description.task().channels() != data.channels()) {
      throw new BadInputException(
          "data "
              + name
              + " has "
              + data.channels()
              + " channels, the supernet was trained for "
              + description.task().channels());
    }
  }

  private static String shown(DataSplits data) {
    return data.labels().subList(0, Math.min(5, data.classes()))
        + (data.classes() > 5 ? "..." : "");
  }
}
