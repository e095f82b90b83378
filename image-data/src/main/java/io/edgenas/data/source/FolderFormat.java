package io.edgenas.data.source;

import io.edgenas.data.DataReport;
import io.edgenas.data.DataSplits;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.OpeningPlan;
import io.edgenas.data.folder.ImageFolder;
import java.nio.file.Path;

/** Folders of image files. */
record FolderFormat() implements DataFormat {
  @Override
  public String scheme() {
    return "images";
  }

  @Override
  public boolean takesFolder() {
    return true;
  }

  @Override
  public DataSplits open(
      Path folder, Path cacheFolder, OpeningPlan plan, OpeningListener listener) {
    return ImageFolder.open(folder, cacheFolder, plan, listener);
  }

  @Override
  public DataReport inspect(Path folder, OpeningListener listener) {
    return DataInspection.ofFolder(folder, listener);
  }
}
