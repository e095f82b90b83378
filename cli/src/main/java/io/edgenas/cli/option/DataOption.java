package io.edgenas.cli.option;

import io.edgenas.cli.text.OpeningDisplay;
import io.edgenas.console.OutputOptions;
import io.edgenas.data.DataPreview;
import io.edgenas.data.DataSplits;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.OpeningPlan;
import io.edgenas.data.source.DataSource;
import io.edgenas.pipeline.train.TrainBatch;
import io.edgenas.pipeline.train.TrainRequest;
import io.edgenas.space.SearchSpace;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which images a command works on. */
public final class DataOption {
  /** Where images:DIR keeps what it decoded, below the supernet's folder. */
  static final String CACHE = "images";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description = "${bundle:data.forms}.")
  private String data;

  public String text() {
    return data;
  }

  /**
   * Opens it for a training, which the listener may end.
   *
   * @param scratch where images are decoded to if nothing may stay in the supernet's folder
   */
  public DataSplits open(
      TrainRequest request, Optional<ScratchFolder> scratch, OpeningListener listener) {
    Path cache = request.folder().resolve(CACHE);
    return DataSource.open(data, cache, new TrainingPlan(request, scratch), listener);
  }

  /** What a training asks of its data, before images are decoded. */
  private record TrainingPlan(TrainRequest request, Optional<ScratchFolder> scratch)
      implements OpeningPlan {
    @Override
    public int shorterSide(int median) {
      return largest(request.resolvedSpace(median));
    }

    @Override
    public void require(DataPreview preview) {
      TrainBatch.of(request, preview.nativeSize()).require(preview.train());
    }

    @Override
    public Path decodeInto(Path cache) {
      return scratch.map(ScratchFolder::path).orElse(cache);
    }

    @Override
    public long checkSeed() {
      return unforeseen();
    }
  }

  /** Opens it for a supernet of that space. */
  public DataSplits open(Path folder, SearchSpace space, OutputOptions output) {
    return open(data, folder, space, output);
  }

  private static int largest(SearchSpace space) {
    List<Integer> resolutions = space.resolutions();
    return resolutions.get(resolutions.size() - 1);
  }

  /** Opens data for the supernet in {@code folder}, showing what takes long. */
  public static DataSplits open(String text, Path folder, int largest, OutputOptions output) {
    OpeningPlan plan =
        new OpeningPlan() {
          @Override
          public int shorterSide(int median) {
            return largest;
          }

          @Override
          public long checkSeed() {
            return unforeseen();
          }
        };
    try (OpeningDisplay display = new OpeningDisplay(output, () -> false)) {
      return DataSource.open(text, folder.resolve(CACHE), plan, display);
    }
  }

  /** The same as a training of that space decodes it. */
  public static DataSplits open(String text, Path folder, SearchSpace space, OutputOptions output) {
    return open(text, folder, largest(space), output);
  }

  /**
   * Draws a number that nobody foresees: whoever made a supernet's folder must not know which of
   * its decoded images are looked at.
   */
  private static long unforeseen() {
    return new SecureRandom().nextLong();
  }
}
