package io.edgenas.pipeline.train;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.output.Sha256;
import io.edgenas.images.Fit;
import io.edgenas.images.InputContract;
import io.edgenas.space.Task;
import io.edgenas.supernet.onceforall.ImportChoices;
import io.edgenas.supernet.onceforall.OnceForAllSupernet;
import io.edgenas.supernet.store.Origin;
import io.edgenas.supernet.store.Provenance;
import io.edgenas.supernet.store.SupernetDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint to import, and what it cannot tell itself.
 *
 * @param file the PyTorch checkpoint
 * @param labels of the classes, in the order of the scores; empty to number them
 * @param mean that was taken from the samples, on the scale 0 to 1: one for all channels, or one
 *     each; empty for ImageNet's, as once-for-all has it
 * @param std by which they were divided, likewise
 * @param seed of recalibration images and evaluated subnets
 */
public record ImportRequest(
    Path file,
    ImportChoices choices,
    Optional<List<String>> labels,
    Optional<List<Double>> mean,
    Optional<List<Double>> std,
    long seed) {
  private static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);
  private static final List<Double> IMAGENET_STD = List.of(0.229, 0.224, 0.225);

  /**
   * The description of the supernet that was read.
   *
   * @throws BadInputException if labels or normalisation do not fit it
   * @throws IOException if the file cannot be read again, for its SHA-256
   */
  SupernetDescription describe(OnceForAllSupernet supernet) throws IOException {
    List<String> names = labels.orElse(supernet.task().labels());
    if (names.size() != supernet.task().classes()) {
      throw new BadInputException(
          names.size()
              + " labels do not fit "
              + file
              + ": its classifier tells "
              + supernet.task().classes()
              + " classes apart");
    }
    Task task =
        Check.input(
            () -> new Task(names, supernet.task().channels(), supernet.task().resolutions()));
    int largest = task.resolutions().get(task.resolutions().size() - 1);
    return new SupernetDescription(
        supernet.space(),
        task,
        InputContract.of(
            task.channels(),
            largest,
            Fit.CROP,
            perChannel("--mean", mean, IMAGENET_MEAN, task.channels()),
            perChannel("--std", std, IMAGENET_STD, task.channels())),
        new Origin.Imported(file.getFileName().toString(), Sha256.of(file)),
        Provenance.ofImport(seed));
  }

  private static List<Double> perChannel(
      String option, Optional<List<Double>> given, List<Double> usual, int channels) {
    List<Double> values = given.orElse(usual);
    if (given.isPresent() && values.size() == 1) {
      return Collections.nCopies(channels, values.get(0));
    }
    if (values.size() != channels) {
      throw new BadInputException(
          option + " needs one value, or one for each of " + channels + " channels: give it");
    }
    return values;
  }
}
