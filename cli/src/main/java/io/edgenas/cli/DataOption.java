package io.edgenas.cli;

import io.edgenas.cli.job.DefaultSpace;
import io.edgenas.cli.job.TrainRequest;
import io.edgenas.space.SearchSpace;
import io.edgenas.supernet.data.DataSource;
import io.edgenas.supernet.data.DataSplits;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which images a command works on. */
final class DataOption {
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
    if (request.knownSpace().isPresent()) {
      return open(folder, request.knownSpace().get());
    }
    DataSplits largest = open(folder, DefaultSpace.ofLargest());
    // Photos that turn out to be small are decoded again, as they are when training goes on.
    SearchSpace chosen = DefaultSpace.of(largest);
    return chosen.equals(DefaultSpace.ofLargest()) ? largest : open(folder, chosen);
  }

  /** Opens it for a supernet of that space. */
  DataSplits open(Path folder, SearchSpace space) {
    List<Integer> resolutions = space.resolutions();
    return DataSource.open(data, folder.resolve(CACHE), resolutions.get(resolutions.size() - 1));
  }
}
