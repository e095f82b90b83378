package io.edgenas.profiler;

import io.edgenas.onnx.runtime.ElementType;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.PreparedRun;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A loaded ONNX file with one batch of seeded values as its input, ready to be timed: normal ones,
 * or for an input of 8-bit integers normal ones around the middle.
 */
public record TimedModel(OnnxModel model, PreparedRun run, String modelSha256)
    implements Workbench.Loaded {

  /** Takes {@code model} over: it is closed with the result, or at once if that cannot be made. */
  public static TimedModel of(OnnxModel model, String modelSha256, long seed) {
    try {
      int batch = Math.max(1, model.inputShape().get(0));
      PreparedRun run = model.prepare(batch);
      int size = model.inputShape().stream().skip(1).reduce(batch, Math::multiplyExact);
      RandomGenerator random = new SplittableRandom(seed);
      float[] input = new float[size];
      for (int i = 0; i < size; i++) {
        double normal = random.nextGaussian();
        input[i] = (float) (model.inputType() == ElementType.UINT8 ? 128 + 32 * normal : normal);
      }
      run.setInput(input);
      return new TimedModel(model, run, modelSha256);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  @Override
  public void runOnce() {
    run.run();
  }

  @Override
  public void close() {
    try (model) {
      run.close();
    }
  }
}
