package io.edgenas.search.accuracy;

import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Accuracy as a linear function of the logarithms of the descriptors alone, such as MACs and
 * parameters: what every model of architectures has to beat.
 */
public final class CostAccuracyModel implements AccuracyModel {
  /** The name of the learner. */
  public static final String LEARNER = "costs-alone";

  private final ArchEncoding encoding;
  private final UnaryOperator<double[]> columns;
  private final Ridge ridge;
  private final double noise;

  private CostAccuracyModel(ArchEncoding encoding, Samples samples) {
    this.encoding = encoding;
    this.columns = encoding.descriptorsOnly();
    double[][] rows =
        Arrays.stream(encoding.rows(samples.archs())).map(columns).toArray(double[][]::new);
    this.ridge = Ridge.fit(rows, samples.top1());
    double squares = 0;
    for (int i = 0; i < rows.length; i++) {
      double off = ridge.predict(rows[i]) - samples.top1()[i];
      squares += off * off;
    }
    this.noise = Math.sqrt(squares / Math.max(1, rows.length - rows[0].length - 1));
  }

  /**
   * What learns such models.
   *
   * @throws IllegalArgumentException if the encoding has no descriptor
   */
  public static AccuracyLearner learner(ArchEncoding encoding) {
    if (encoding.descriptorCount() == 0) {
      throw new IllegalArgumentException("costs alone tell nothing where there are none");
    }
    return new AccuracyLearner() {
      @Override
      public String name() {
        return LEARNER;
      }

      @Override
      public AccuracyModel fit(List<EvaluatedArch> samples) {
        return new CostAccuracyModel(encoding, Samples.of(samples));
      }
    };
  }

  @Override
  public String learner() {
    return LEARNER;
  }

  /**
   * All that the line leaves over may be the architecture's own: the deviation is that of it all.
   */
  @Override
  public List<Belief> beliefs(List<Arch> archs) {
    return Arrays.stream(encoding.rows(archs))
        .map(columns)
        .map(row -> new Belief(ridge.predict(row), noise))
        .toList();
  }

  @Override
  public AccuracyModel taught(List<EvaluatedArch> samples) {
    return new CostAccuracyModel(encoding, Samples.of(samples));
  }

  @Override
  public double noise() {
    return 0;
  }
}
