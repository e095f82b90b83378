package io.edgenas.cli.adapter;

import io.edgenas.input.BadInputException;
import io.edgenas.runtime.OnnxModel;
import io.edgenas.runtime.RuntimeConfig;
import io.edgenas.search.accuracy.OfaFeatures;
import io.edgenas.space.SearchSpace;
import java.nio.file.Path;
import java.util.List;

/**
 * Accuracy models as ONNX files: those that training leaves in a supernet's folder, and the
 * predictor that once-for-all's authors published.
 */
public final class AccuracyModelFile {
  private static final String NAME = "accuracy-model.onnx";

  private AccuracyModelFile() {}

  /** Where a supernet's accuracy model lies. */
  public static Path in(Path supernet) {
    return supernet.resolve(NAME);
  }

  /**
   * Opens a model for a space; the caller closes it.
   *
   * @throws BadInputException if the file is missing, is refused, or is for another space
   */
  public static OnnxAccuracy open(Path file, SearchSpace space) {
    OnnxModel model = OnnxModel.load(file, RuntimeConfig.DEFAULT);
    return OnnxAccuracy.of(model, new OfaFeatures(space), file.toString());
  }

  /** The resolutions of a space that a model knows. */
  public static List<Integer> resolutions(SearchSpace space) {
    return space.resolutions().stream().filter(OfaFeatures.resolutions()::contains).toList();
  }
}
