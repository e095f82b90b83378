package io.edgenas.cli;

import io.edgenas.cli.job.TrainRequest;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Spaces;
import io.edgenas.supernet.data.DataSource;
import io.edgenas.supernet.data.DataSplits;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which images a command works on. */
final class DataOption {
  static final String DEFAULT_SPACE = "mobile-28";

  /** Where images:DIR keeps what it decoded, below the supernet's folder. */
  static final String CACHE = "images";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description = "bundled, idx:DIR, cifar10:DIR or images:DIR.")
  private String data;

  String text() {
    return data;
  }

  /** Opens it for a training. */
  DataSplits open(Path folder, TrainRequest request) {
    return open(folder, request.resolvedSpace(Spaces.builtIn(DEFAULT_SPACE)));
  }

  /** Opens it for a supernet of that space. */
  DataSplits open(Path folder, SearchSpace space) {
    List<Integer> resolutions = space.resolutions();
    return DataSource.open(data, folder.resolve(CACHE), resolutions.get(resolutions.size() - 1));
  }
}
