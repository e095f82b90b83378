package io.edgenas.pipeline.adapter;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.statistics.ArgMax;
import io.edgenas.data.Dataset;
import io.edgenas.images.InputContract;
import io.edgenas.images.Preprocessor;
import io.edgenas.onnx.emit.ExportException;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.supernet.evaluate.ClassRecall;
import java.util.Arrays;
import java.util.List;

/** The accuracy of a finished file, as an app would have it: image by image in ONNX Runtime. */
public final class OnnxTop1 {
  private OnnxTop1() {}

  /**
   * How many images of each class have their highest score in it.
   *
   * @param model for one image per run
   * @param contract how the file wants its images
   * @param classes number of classes
   * @param images at least one
   * @throws BadInputException if the file's input is not what the contract says
   * @throws ExportException if it gives a score that is not finite
   */
  public static ClassRecall of(
      OnnxModel model, InputContract contract, int classes, Dataset images) {
    List<Integer> shape =
        List.of(model.inputShape().get(0), contract.channels(), contract.size(), contract.size());
    if (!model.inputShape().equals(shape)) {
      throw new BadInputException(
          "the model's input " + model.inputShape() + " is not " + shape + " as its metadata says");
    }
    if (images.size() == 0) {
      throw new IllegalArgumentException("no images to judge on");
    }
    Preprocessor preprocessor = new Preprocessor(contract);
    int[] correct = new int[classes];
    for (int i = 0; i < images.size(); i++) {
      float[] scores = model.run(preprocessor.toChw(images.image(i)), 1);
      correct[images.label(i)] += chosen(scores, i) == images.label(i) ? 1 : 0;
    }
    return new ClassRecall(list(correct), list(images.classCounts(classes)));
  }

  private static List<Integer> list(int[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }

  private static int chosen(float[] scores, int image) {
    try {
      return ArgMax.of(scores);
    } catch (ArithmeticException e) {
      throw new ExportException(
          "the exported file is broken: for image " + image + " " + e.getMessage());
    }
  }
}
