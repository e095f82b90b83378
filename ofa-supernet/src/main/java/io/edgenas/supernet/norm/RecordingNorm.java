package io.edgenas.supernet.norm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.edgenas.network.Arch;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Recalibration's batch norm: normalises by the batch's own statistics and averages them over the
 * batches, weighted by their images, as once-for-all's {@code set_running_statistics}. Variances
 * are biased there, unbiased in the engine.
 */
public final class RecordingNorm implements BatchNorm {
  /** Sums over batches, in double precision. */
  private static final class Sums {
    private final double[] mean;
    private final double[] variance;
    private long images;

    Sums(int channels) {
      mean = new double[channels];
      variance = new double[channels];
    }
  }

  private final Map<String, Sums> sums = new LinkedHashMap<>();

  @Override
  public NDArray apply(String name, NDArray x, NDArray gamma, NDArray beta) {
    Shape width = gamma.getShape();
    try (NDManager scope = x.getManager().newSubManager()) {
      NDArray mean = scope.zeros(width);
      NDArray variance = scope.zeros(width);
      NDArray normalised = BatchNorm.normalise(x, mean, variance, gamma, beta, 1, true);
      record(name, x.getShape(), mean.toFloatArray(), variance.toFloatArray());
      return normalised;
    }
  }

  private void record(String name, Shape shape, float[] mean, float[] unbiasedVariance) {
    long images = shape.get(0);
    long values = shape.size() / shape.get(1);
    if (values < 2) {
      throw new IllegalArgumentException(
          "batch norm " + name + " sees one value per channel: recalibrate on more images");
    }
    double bias = (values - 1) / (double) values;
    Sums sum = sums.computeIfAbsent(name, key -> new Sums(mean.length));
    for (int i = 0; i < mean.length; i++) {
      sum.mean[i] += images * (double) mean[i];
      sum.variance[i] += images * bias * unbiasedVariance[i];
    }
    sum.images += images;
  }

  public BatchNormStatistics statistics(Arch arch) {
    Map<String, float[]> means = new LinkedHashMap<>();
    Map<String, float[]> variances = new LinkedHashMap<>();
    sums.forEach(
        (name, sum) -> {
          means.put(name, divided(sum.mean, sum.images));
          variances.put(name, divided(sum.variance, sum.images));
        });
    return new BatchNormStatistics(arch, means, variances);
  }

  private static float[] divided(double[] values, long by) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) (values[i] / by);
    }
    return result;
  }
}
