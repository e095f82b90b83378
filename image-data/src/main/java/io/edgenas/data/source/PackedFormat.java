package io.edgenas.data.source;

import io.edgenas.data.DataPreview;
import io.edgenas.data.DataReport;
import io.edgenas.data.DataSplits;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.OpeningPlan;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Data sets that a few files hold whole: they are read at once and need no cache.
 *
 * @param name of the files' format, for people
 */
record PackedFormat(
    String scheme, boolean takesFolder, String name, Function<Path, DataSplits> reader)
    implements DataFormat {
  @Override
  public DataSplits open(
      Path folder, Path cacheFolder, OpeningPlan plan, OpeningListener listener) {
    DataSplits data = reader.apply(folder);
    plan.require(new DataPreview(data.nativeSize(), data.train().size(), data.validation().size()));
    return data;
  }

  @Override
  public DataReport inspect(Path folder, OpeningListener listener) {
    return DataInspection.ofPacked(reader.apply(folder), name);
  }
}
