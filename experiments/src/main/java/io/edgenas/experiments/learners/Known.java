package io.edgenas.experiments.learners;

import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.accuracy.AccuracyModel;
import io.edgenas.search.accuracy.Belief;
import io.edgenas.search.accuracy.GaussianAccuracyModel;
import io.edgenas.search.accuracy.Ridge;
import io.edgenas.search.regression.Normal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The learners that EdgeNAS has. */
enum Known implements Contender {
  GAUSSIAN_PROCESS("Gaussian process") {
    @Override
    public Predictions predict(AccuracySet set, List<EvaluatedArch> samples, List<Arch> unseen) {
      AccuracyModel model = GaussianAccuracyModel.fitted(set.encoding(), samples);
      List<Belief> beliefs = model.beliefs(unseen);
      return new Predictions(
          beliefs.stream().mapToDouble(Belief::mean).toArray(),
          beliefs.stream()
              .mapToDouble(belief -> REACH * Math.hypot(belief.deviation(), model.noise()))
              .toArray());
    }
  },

  /** Linear in the same columns; the costs are as good as unpenalised, as in the product's. */
  RIDGE("ridge") {
    @Override
    public Predictions predict(AccuracySet set, List<EvaluatedArch> samples, List<Arch> unseen) {
      double[][] rows = scaled(set, samples.stream().map(EvaluatedArch::arch).toList());
      double[] top1 = samples.stream().mapToDouble(EvaluatedArch::top1).toArray();
      Ridge ridge = Ridge.fit(rows, top1);
      double[] means = Arrays.stream(scaled(set, unseen)).mapToDouble(ridge::predict).toArray();
      double[] reaches = new double[means.length];
      Arrays.fill(reaches, REACH * leftOutError(rows, top1));
      return new Predictions(means, reaches);
    }
  };

  private static final double REACH = Normal.quantile(0.95);
  private static final double COST_SCALE = 30;
  private static final int FOLDS = 10;

  private final String title;

  Known(String title) {
    this.title = title;
  }

  private static double[][] scaled(AccuracySet set, List<Arch> archs) {
    double[][] rows = set.encoding().rows(archs);
    for (double[] row : rows) {
      for (int i = row.length - set.encoding().descriptorCount(); i < row.length; i++) {
        row[i] *= COST_SCALE;
      }
    }
    return rows;
  }

  private static double leftOutError(double[][] rows, double[] top1) {
    double squares = 0;
    for (int f = 0; f < FOLDS; f++) {
      int fold = f;
      int[] kept = IntStream.range(0, top1.length).filter(i -> i % FOLDS != fold).toArray();
      Ridge ridge =
          Ridge.fit(
              Arrays.stream(kept).mapToObj(i -> rows[i]).toArray(double[][]::new),
              Arrays.stream(kept).mapToDouble(i -> top1[i]).toArray());
      for (int i = fold; i < top1.length; i += FOLDS) {
        double error = top1[i] - ridge.predict(rows[i]);
        squares += error * error;
      }
    }
    return Math.sqrt(squares / top1.length);
  }

  @Override
  public String title() {
    return title;
  }
}
