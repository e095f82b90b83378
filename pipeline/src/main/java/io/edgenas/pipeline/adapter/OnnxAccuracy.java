package io.edgenas.pipeline.adapter;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.network.Arch;
import io.edgenas.onnx.child.IsolatedModel;
import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.accuracy.FeatureEncoding;
import java.util.Arrays;
import java.util.List;

/**
 * Accuracy as an ONNX file predicts it: input {@code [batch, features]}, output {@code [batch, 1]}.
 * The file may be anybody's, so it runs in a process of its own, and what it predicts is checked.
 *
 * <p>Every run has the same batch, filled up with zeros, so that an architecture's answer does not
 * depend on how many were asked about together. Owns the model and closes it. For one thread at a
 * time.
 */
public final class OnnxAccuracy implements AccuracyMetric, AutoCloseable {
  private static final int BATCH = 128;
  private static final int MAX_BATCH = 1 << 16;

  /** A fitted line may leave 0 to 1 at the ends of a space, but not by more than this. */
  private static final double OVERSHOOT = 0.5;

  private final IsolatedModel model;
  private final FeatureEncoding encoding;
  private final List<Integer> resolutions;
  private final int batch;
  private final float[] input;

  private OnnxAccuracy(
      IsolatedModel model, FeatureEncoding encoding, List<Integer> resolutions, int batch) {
    this.model = model;
    this.encoding = encoding;
    this.resolutions = List.copyOf(resolutions);
    this.batch = batch;
    this.input = new float[Math.multiplyExact(batch, encoding.size())];
  }

  /**
   * Takes over a model.
   *
   * @param resolutions those that the encoding knows
   * @throws BadInputException if its shapes are not those of an accuracy model with this encoding;
   *     the model stays the caller's then
   */
  public static OnnxAccuracy of(
      IsolatedModel model, FeatureEncoding encoding, List<Integer> resolutions) {
    String source = model.source();
    requireShape(source, "input", model.inputShape(), encoding.size());
    requireShape(source, "output", model.outputShape(), 1);
    int fixed = model.inputShape().get(0);
    if (fixed > MAX_BATCH) {
      throw new BadInputException(
          source + " has a batch of " + fixed + " fixed: at most " + MAX_BATCH + " is allowed");
    }
    return new OnnxAccuracy(model, encoding, resolutions, fixed == -1 ? BATCH : fixed);
  }

  /** The resolutions of the architectures that it can be asked about. */
  public List<Integer> resolutions() {
    return resolutions;
  }

  private static void requireShape(String source, String what, List<Integer> shape, int columns) {
    if (shape.size() != 2 || shape.get(1) != columns) {
      throw new BadInputException(
          source
              + " has "
              + what
              + " shape "
              + shape
              + ": an accuracy model of this space has [batch, "
              + columns
              + "]");
    }
  }

  /**
   * @throws BadInputException if the file predicts what cannot be an accuracy, naming file and
   *     architecture, or did not survive the run
   */
  @Override
  public double[] top1(List<Arch> archs) {
    double[] top1 = new double[archs.size()];
    for (int from = 0; from < archs.size(); from += batch) {
      int count = Math.min(batch, archs.size() - from);
      for (int i = 0; i < count; i++) {
        encoding.encode(archs.get(from + i), input, i * encoding.size());
      }
      Arrays.fill(input, count * encoding.size(), input.length, 0);
      float[] output = model.run(input, batch);
      for (int i = 0; i < count; i++) {
        top1[from + i] = plausible(output[i], archs.get(from + i));
      }
    }
    return top1;
  }

  private double plausible(float predicted, Arch arch) {
    if (!(predicted >= -OVERSHOOT && predicted <= 1 + OVERSHOOT)) {
      throw new BadInputException(
          model.source()
              + " predicts an accuracy of "
              + predicted
              + " for "
              + Check.shown(arch.toString())
              + ": accuracies are fractions from 0 to 1; give the accuracy model of this supernet or"
              + " space, or have it made again");
    }
    return predicted;
  }

  /** Frees the model. */
  @Override
  public void close() {
    model.close();
  }
}
