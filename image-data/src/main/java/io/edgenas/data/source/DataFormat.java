package io.edgenas.data.source;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.DataReport;
import io.edgenas.data.DataSplits;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.OpeningPlan;
import java.nio.file.Path;

/** One kind of data set; {@link DataSource} has the list of all. */
interface DataFormat {
  /** What a person writes, before a colon and the folder where there is one. */
  String scheme();

  /** Whether a folder follows the scheme. */
  boolean takesFolder();

  /**
   * Opens a data set.
   *
   * @param folder empty where none is taken
   * @param cacheFolder for what had better not be computed again; made if missing
   * @param plan asked once the number and the size of the images are known
   * @throws BadInputException naming the file that is missing or wrong, or if the plan refuses
   */
  DataSplits open(Path folder, Path cacheFolder, OpeningPlan plan, OpeningListener listener);

  /**
   * Looks at every image and changes nothing.
   *
   * @throws BadInputException naming the file that is missing or wrong
   */
  DataReport inspect(Path folder, OpeningListener listener);

  /** What a person writes, for messages. */
  default String form() {
    return takesFolder() ? scheme() + ":DIR" : scheme();
  }
}
