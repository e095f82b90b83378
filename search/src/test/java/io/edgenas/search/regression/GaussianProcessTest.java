package io.edgenas.search.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
  private static final List<ColumnGroup> ONE = List.of(new ColumnGroup(0, 2, true));
  private static final List<ColumnGroup> TWO =
      List.of(new ColumnGroup(0, 2, true), new ColumnGroup(2, 4, false));

  private static double[][] rows(Random random, int count, int columns) {
    double[][] rows = new double[count][columns];
    for (double[] row : rows) {
      Arrays.setAll(row, j -> random.nextDouble());
    }
    return rows;
  }

  private static double[] values(double[][] rows, ToDoubleFunction<double[]> function) {
    return Arrays.stream(rows).mapToDouble(function).toArray();
  }

  @Test
  void goesThroughSamplesWithoutNoise() {
    double[][] rows = rows(new Random(1), 60, 2);
    ToDoubleFunction<double[]> wave = row -> Math.sin(4 * row[0]) + row[1] * row[1];
    GaussianProcess process = GaussianProcess.fit(ONE, rows, values(rows, wave));
    for (double[] row : rows) {
      assertEquals(wave.applyAsDouble(row), process.mean(row), 0.05);
    }
  }

  @Test
  void bendsWhereALineCannot() {
    double[][] rows = rows(new Random(2), 120, 2);
    ToDoubleFunction<double[]> saddle = row -> (row[0] - 0.5) * (row[1] - 0.5);
    GaussianProcess process = GaussianProcess.fit(ONE, rows, values(rows, saddle));
    for (double[] row : rows(new Random(3), 200, 2)) {
      assertEquals(saddle.applyAsDouble(row), process.mean(row), 0.03);
    }
  }

  @Test
  void findsTheNoiseOfEvaluations() {
    for (double noise : new double[] {0.02, 0.1, 0.3}) {
      Random random = new Random(4);
      double[][] rows = rows(random, 250, 2);
      double[] values = values(rows, row -> row[0] + row[1] + noise * random.nextGaussian());
      assertEquals(noise, GaussianProcess.fit(ONE, rows, values).noise(), 0.25 * noise);
    }
  }

  /** Over many functions, nine in ten unseen evaluations lie in the 90 % intervals. */
  @Test
  void intervalsCoverWhatTheyPromise() {
    int covered = 0;
    int judged = 0;
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      double[] bend = {random.nextGaussian(), random.nextGaussian(), 3 * random.nextGaussian()};
      ToDoubleFunction<double[]> evaluation =
          row ->
              bend[0] * row[0]
                  + bend[1] * row[1]
                  + Math.sin(bend[2] * row[2] * row[3])
                  + 0.1 * random.nextGaussian();
      double[][] rows = rows(random, 80, 4);
      GaussianProcess process = GaussianProcess.fit(TWO, rows, values(rows, evaluation));
      for (double[] row : rows(random, 100, 4)) {
        GaussianProcess.Estimate estimate = process.estimate(row);
        double reach = Normal.quantile(0.95) * Math.hypot(estimate.deviation(), process.noise());
        covered += Math.abs(evaluation.applyAsDouble(row) - estimate.mean()) <= reach ? 1 : 0;
        judged++;
      }
    }
    assertEquals(0.9, (double) covered / judged, 0.03);
  }

  @Test
  void isLessSureFarFromTheSamples() {
    double[][] rows = rows(new Random(5), 60, 2);
    GaussianProcess process =
        GaussianProcess.fit(ONE, rows, values(rows, row -> Math.sin(5 * row[0] + 3 * row[1])));
    double near = process.estimate(new double[] {0.5, 0.5}).deviation();
    double far = process.estimate(new double[] {3, -2}).deviation();
    assertTrue(far > 3 * near, near + " near, " + far + " far");
  }

  /** Equation 5.12 against models that really were fitted without each sample. */
  @Test
  void leavesOutAsIfFittedWithout() {
    double[][] rows = rows(new Random(6), 40, 2);
    double[] values = values(rows, row -> row[0] + Math.cos(4 * row[1]));
    GaussianProcess all = GaussianProcess.fit(ONE, rows, values);
    LeftOut leftOut = all.leftOut();
    for (int i = 0; i < rows.length; i += 7) {
      int without = i;
      double[][] others =
          IntStream.range(0, rows.length)
              .filter(j -> j != without)
              .mapToObj(j -> rows[j])
              .toArray(double[][]::new);
      double[] theirs =
          IntStream.range(0, rows.length)
              .filter(j -> j != without)
              .mapToDouble(j -> values[j])
              .toArray();
      // The scale of 39 rows is not quite that of 40.
      assertEquals(all.with(others, theirs).mean(rows[i]), leftOut.means()[i], 0.01);
    }
  }

  /** A unit is a unit: percent or fractions, the model is the same. */
  @Test
  void followsTheUnitOfTheValues() {
    double[][] rows = rows(new Random(7), 50, 2);
    double[] fractions = values(rows, row -> 0.7 + 0.1 * row[0] * row[1]);
    double[] percent = Arrays.stream(fractions).map(value -> 100 * value).toArray();
    GaussianProcess.Estimate one =
        GaussianProcess.fit(ONE, rows, fractions).estimate(new double[] {0.3, 0.9});
    GaussianProcess.Estimate hundred =
        GaussianProcess.fit(ONE, rows, percent).estimate(new double[] {0.3, 0.9});
    assertEquals(100 * one.mean(), hundred.mean(), 1e-6);
    assertEquals(100 * one.deviation(), hundred.deviation(), 1e-6);
  }

  @Test
  void bearsSamplesThatAreAllAlike() {
    double[][] rows = {{1, 2}, {1, 2}, {1, 2}};
    GaussianProcess process = GaussianProcess.fit(ONE, rows, new double[] {0.5, 0.5, 0.5});
    assertEquals(0.5, process.mean(new double[] {1, 2}), 1e-9);
  }

  @Test
  void theGradientIsThatOfTheEvidence() {
    double[][] rows = rows(new Random(8), 30, 4);
    double[] values = values(rows, row -> row[0] - row[3] + row[1] * row[2]);
    AdditiveKernel kernel = new AdditiveKernel(TWO);
    Evidence evidence = new Evidence(kernel, RowScale.of(rows, TWO).scaled(rows), values);
    double[] logs = new Random(9).doubles(kernel.parameters() + 1, -1.5, 0.5).toArray();
    double[] gradient = new double[logs.length];
    evidence.of(logs, gradient);
    double step = 1e-5;
    for (int p = 0; p < logs.length; p++) {
      double[] up = logs.clone();
      double[] down = logs.clone();
      up[p] += step;
      down[p] -= step;
      double[] unused = new double[logs.length];
      double numeric = (evidence.of(up, unused) - evidence.of(down, unused)) / (2 * step);
      assertEquals(numeric, gradient[p], 1e-4 * Math.max(1, Math.abs(numeric)), "parameter " + p);
    }
  }
}
