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

/** The learners that EdgeNAS has, and one that it could have. */
enum Known implements Contender {
  GAUSSIAN_PROCESS("Gaussian process") {
    @Override
    public Predictions predict(AccuracySet set, List<EvaluatedArch> samples, List<Arch> unseen) {
      AccuracyModel model = GaussianAccuracyModel.fitted(set.encoding(), samples);
      List<Belief> beliefs = model.beliefs(unseen);
      return Predictions.around(
          beliefs.stream().mapToDouble(Belief::mean).toArray(),
          beliefs.stream()
              .mapToDouble(belief -> REACH * Math.hypot(belief.deviation(), model.noise()))
              .toArray());
    }
  },

  /**
   * The Gaussian process on the logarithm of what is missing to a bit more than the best sample.
   * Many networks are close to the best and few are far from it; their logarithms are nearer to
   * normal.
   */
  LOG_GAUSSIAN_PROCESS("GP of logarithm") {
    @Override
    public Predictions predict(AccuracySet set, List<EvaluatedArch> samples, List<Arch> unseen) {
      double top = ROOM + samples.stream().mapToDouble(EvaluatedArch::top1).max().orElseThrow();
      AccuracyModel model =
          GaussianAccuracyModel.fitted(
              set.encoding(),
              samples.stream().map(EvaluatedArch::arch).toList(),
              samples.stream().mapToDouble(sample -> -Math.log(top - sample.top1())).toArray());
      double[] means = new double[unseen.size()];
      double[] lows = new double[means.length];
      double[] highs = new double[means.length];
      List<Belief> beliefs = model.beliefs(unseen);
      for (int i = 0; i < means.length; i++) {
        double middle = beliefs.get(i).mean();
        double reach = REACH * Math.hypot(beliefs.get(i).deviation(), model.noise());
        means[i] = top - Math.exp(-middle);
        lows[i] = top - Math.exp(reach - middle);
        highs[i] = top - Math.exp(-reach - middle);
      }
      return new Predictions(means, lows, highs);
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
      return Predictions.around(means, reaches);
    }
  };

  private static final double REACH = Normal.quantile(0.95);
  private static final double ROOM = 0.02;
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
