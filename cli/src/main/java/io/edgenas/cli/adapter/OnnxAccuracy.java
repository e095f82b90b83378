package io.edgenas.cli.adapter;

import io.edgenas.input.BadInputException;
import io.edgenas.runtime.OnnxModel;
import io.edgenas.runtime.PreparedRun;
import io.edgenas.search.AccuracyObjective;
import io.edgenas.search.accuracy.FeatureEncoding;
import io.edgenas.space.ArchSpec;
import java.util.Arrays;
import java.util.List;

/**
 * Accuracy as an ONNX file predicts it: input {@code [batch, features]}, output {@code [batch, 1]}.
 *
 * <p>Every run has the same batch, filled up with zeros, so that an architecture's answer does not
 * depend on how many were asked about together. Owns the model and closes it. For one thread at a
 * time.
 */
public final class OnnxAccuracy implements AccuracyObjective, AutoCloseable {
  private static final int BATCH = 128;
  private static final int MAX_BATCH = 1 << 16;

  private final OnnxModel model;
  private final FeatureEncoding encoding;
  private final List<Integer> resolutions;
  private final PreparedRun run;
  private final float[] input;

  private OnnxAccuracy(
      OnnxModel model, FeatureEncoding encoding, List<Integer> resolutions, PreparedRun run) {
    this.model = model;
    this.encoding = encoding;
    this.resolutions = List.copyOf(resolutions);
    this.run = run;
    this.input = new float[Math.multiplyExact(run.batch(), encoding.size())];
  }

  /**
   * Takes over a model.
   *
   * @param resolutions those that the encoding knows
   * @param source what messages call the file
   * @throws BadInputException if its shapes are not those of an accuracy model with this encoding;
   *     the model stays the caller's then
   */
  public static OnnxAccuracy of(
      OnnxModel model, FeatureEncoding encoding, List<Integer> resolutions, String source) {
    requireShape(source, "input", model.inputShape(), encoding.size());
    requireShape(source, "output", model.outputShape(), 1);
    int fixed = model.inputShape().get(0);
    if (fixed > MAX_BATCH) {
      throw new BadInputException(
          source + " has a batch of " + fixed + " fixed: at most " + MAX_BATCH + " is allowed");
    }
    PreparedRun run = model.prepare(fixed == -1 ? BATCH : fixed);
    return new OnnxAccuracy(model, encoding, resolutions, run);
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

  @Override
  public double[] top1(List<ArchSpec> archs) {
    double[] top1 = new double[archs.size()];
    for (int from = 0; from < archs.size(); from += run.batch()) {
      int count = Math.min(run.batch(), archs.size() - from);
      for (int i = 0; i < count; i++) {
        encoding.encode(archs.get(from + i), input, i * encoding.size());
      }
      Arrays.fill(input, count * encoding.size(), input.length, 0);
      run.setInput(input);
      run.run();
      float[] output = run.output();
      for (int i = 0; i < count; i++) {
        top1[from + i] = output[i];
      }
    }
    return top1;
  }

  @Override
  public void close() {
    run.close();
    model.close();
  }
}
