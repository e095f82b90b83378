package io.edgenas.cli.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.DataSplits;
import io.edgenas.supernet.store.Origin;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.util.List;
import java.util.Optional;

/** Whether images and a supernet belong together. */
public final class SupernetData {
  private SupernetData() {}

  /**
   * Makes sure that a data set has the classes and channels that a supernet was trained for. Where
   * one side has no names for its classes, their number and order have to do. Grey images are
   * repeated where the supernet takes colour.
   *
   * @param name what messages call the data set
   * @throws BadInputException naming what differs
   */
  public static void requireSameTask(
      SupernetDescription description, DataSplits data, String name) {
    if (!sameLabels(description.task().labels(), data.labels())) {
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
    if (description.task().channels() < data.channels()) {
      throw new BadInputException(
          "data "
              + name
              + " has "
              + data.channels()
              + " channels, the supernet was trained for "
              + description.task().channels());
    }
  }

  /**
   * Makes sure, before images are opened, that a supernet can be used at all.
   *
   * @param data whether images come with it
   * @throws BadInputException if its training has not ended, or batch norm has nothing to be
   *     recalibrated on
   */
  public static void requireUsable(SupernetFolder folder, boolean data) {
    if (!folder.trained()) {
      throw new BadInputException(
          folder.path() + " has no weights: its training has not ended, run train again");
    }
    if (!data && folder.recalibrationImages().isEmpty()) {
      throw new BadInputException(folder.path() + " holds no recalibration images: give --data");
    }
  }

  /**
   * What a person should know where images are not those that the supernet was trained on, or were
   * changed since: some of them may have been trained on, and accuracies on those are too high.
   *
   * @param name what messages call the data set
   * @return empty if they are the same
   */
  public static Optional<String> otherData(
      SupernetDescription description, DataSplits data, String name) {
    return description.origin() instanceof Origin.Trained trained
            && !trained.dataFingerprint().equals(data.fingerprint())
        ? Optional.of(
            "warning: "
                + name
                + " is not the data set that the supernet was trained on, or has changed since: where"
                + " they share images, an accuracy on them may be too high")
        : Optional.empty();
  }

  private static boolean sameLabels(List<String> trained, List<String> given) {
    return trained.equals(given)
        || (trained.size() == given.size() && (unnamed(trained) || unnamed(given)));
  }

  /**
   * Whether these are the labels of classes that nobody has named: {@code class 3} or {@code 3}, or
   * {@code 4} where they are counted from 1.
   */
  private static boolean unnamed(List<String> labels) {
    for (int i = 0; i < labels.size(); i++) {
      if (!List.of("class " + i, "" + i, "" + (i + 1)).contains(labels.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String shown(DataSplits data) {
    return data.labels().subList(0, Math.min(5, data.classes()))
        + (data.classes() > 5 ? "..." : "");
  }
}
