package io.edgenas.cli;

import io.edgenas.cli.job.TrainRequest;
import io.edgenas.profiler.command.OutputOptions;
import io.edgenas.space.SearchSpace;
import io.edgenas.supernet.data.DataSource;
import io.edgenas.supernet.data.DataSplits;
import io.edgenas.supernet.data.OpeningListener;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;
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

  /** Opens it for a training, which the listener may end. */
  DataSplits open(Path folder, TrainRequest request, OpeningListener listener) {
    return open(data, folder, median -> largest(request.resolvedSpace(median)), listener);
  }

  /** Opens it for a supernet of that space. */
  DataSplits open(Path folder, SearchSpace space, OutputOptions output) {
    return open(data, folder, space, output);
  }

  private static int largest(SearchSpace space) {
    List<Integer> resolutions = space.resolutions();
    return resolutions.get(resolutions.size() - 1);
  }

  /** Opens data for the supernet in {@code folder}, showing what takes long. */
  static DataSplits open(String text, Path folder, int largest, OutputOptions output) {
    try (OpeningDisplay display = new OpeningDisplay(output, () -> false)) {
      return open(text, folder, median -> largest, display);
    }
  }

  /** The same as a training of that space decodes it. */
  static DataSplits open(String text, Path folder, SearchSpace space, OutputOptions output) {
    return open(text, folder, largest(space), output);
  }

  private static DataSplits open(
      String text, Path folder, IntUnaryOperator shorterSide, OpeningListener listener) {
    return DataSource.open(text, folder.resolve(CACHE), shorterSide, listener);
  }
}
