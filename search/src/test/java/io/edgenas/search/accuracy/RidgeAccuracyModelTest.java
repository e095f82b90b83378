package io.edgenas.search.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.statistics.Cholesky;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RidgeAccuracyModelTest {
  private static final ArchFeatures FEATURES =
      new ArchFeatures(TinySpace.SPACE, TinySpace.SPACE.resolutions());

  /** Linear in the features, with a weight for each. */
  private static double truth(Arch arch) {
    float[] encoded = FEATURES.encode(arch);
    double sum = 0.2;
    for (int i = 0; i < encoded.length; i++) {
      sum += encoded[i] * 0.01 * (1 + i % 4);
    }
    return sum;
  }

  private static List<EvaluatedArch> samples(int count, double noise) {
    Random random = new Random(1);
    return TinySpace.randomArchs(count, 1).stream()
        .map(arch -> new EvaluatedArch(arch, truth(arch) + noise * random.nextGaussian(), 1_000))
        .toList();
  }

  @Test
  void recoversALinearTruth() {
    RidgeAccuracyModel model = RidgeAccuracyModel.fit(FEATURES, samples(300, 0));
    List<Arch> unseen = TinySpace.randomArchs(100, 2);
    double[] predicted = model.top1(unseen);
    for (int i = 0; i < predicted.length; i++) {
      assertEquals(truth(unseen.get(i)), predicted[i], 1e-4);
    }
    assertTrue(model.error().rmse() < 1e-4, model.error().toString());
    assertTrue(model.error().kendallTau() > 0.99, model.error().toString());
  }

  @Test
  void statedErrorIsTheNoiseThatCannotBeLearned() {
    AccuracyError error = RidgeAccuracyModel.fit(FEATURES, samples(600, 0.005)).error();
    assertEquals(0.005, error.rmse(), 0.0007);
  }

  @Test
  void noiseAloneHasNoRank() {
    Random random = new Random(3);
    List<EvaluatedArch> samples =
        TinySpace.randomArchs(200, 4).stream()
            .map(arch -> new EvaluatedArch(arch, 0.5 + 0.01 * random.nextGaussian(), 1_000))
            .toList();
    assertEquals(0, RidgeAccuracyModel.fit(FEATURES, samples).error().kendallTau(), 0.2);
  }

  @Test
  void isOneAffineLayerOnItsFeatures() {
    RidgeAccuracyModel model = RidgeAccuracyModel.fit(FEATURES, samples(100, 0.002));
    for (Arch arch : TinySpace.randomArchs(50, 5)) {
      float[] encoded = FEATURES.encode(arch);
      double sum = model.intercept();
      for (int i = 0; i < encoded.length; i++) {
        sum += encoded[i] * model.coefficients()[i];
      }
      assertEquals(sum, model.top1(List.of(arch))[0], 1e-12);
    }
  }

  @Test
  void coefficientsAreACopy() {
    RidgeAccuracyModel model = RidgeAccuracyModel.fit(FEATURES, samples(50, 0.002));
    double before = model.top1(List.of(TinySpace.SPACE.largest()))[0];
    model.coefficients()[0] = 1e9;
    assertEquals(before, model.top1(List.of(TinySpace.SPACE.largest()))[0]);
  }

  @Test
  void anArchitectureEvaluatedTwiceCountsOnceWithItsMean() {
    List<EvaluatedArch> once = samples(60, 0);
    List<EvaluatedArch> twice = new ArrayList<>();
    for (EvaluatedArch sample : once) {
      twice.add(new EvaluatedArch(sample.arch(), sample.top1() + 0.01, sample.images()));
      twice.add(new EvaluatedArch(sample.arch(), sample.top1() - 0.01, sample.images()));
    }
    RidgeAccuracyModel expected = RidgeAccuracyModel.fit(FEATURES, once);
    RidgeAccuracyModel model = RidgeAccuracyModel.fit(FEATURES, twice);
    assertEquals(expected.error().samples(), model.error().samples());
    assertEquals(expected.intercept(), model.intercept(), 1e-9);
  }

  @Test
  void refusesTooFewArchitectures() {
    List<EvaluatedArch> repeated = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      repeated.add(new EvaluatedArch(TinySpace.SPACE.largest(), 0.8, 1_000));
    }
    BadInputException e =
        assertThrows(BadInputException.class, () -> RidgeAccuracyModel.fit(FEATURES, repeated));
    assertTrue(e.getMessage().contains("1 distinct architectures: at least 10"), e.getMessage());
  }

  @Test
  void refusesAccuraciesThatAreNoFractions() {
    for (double top1 : new double[] {-0.1, 75.3, Double.NaN}) {
      InvalidValueException e =
          assertThrows(
              InvalidValueException.class,
              () -> new EvaluatedArch(TinySpace.SPACE.largest(), top1, 1_000));
      assertTrue(e.getMessage().contains("top1 " + top1), e.getMessage());
    }
  }

  @Test
  void choleskySolvesWhatItFactorised() {
    Random random = new Random(6);
    for (int n = 1; n < 20; n++) {
      double[][] matrix = new double[n][n];
      double[] expected = random.doubles(n).toArray();
      double[][] root = new double[n][n];
      for (double[] row : root) {
        for (int j = 0; j < n; j++) {
          row[j] = random.nextGaussian();
        }
      }
      double[] right = new double[n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          matrix[i][j] = Ridge.dot(root[i], root[j]) + (i == j ? 1 : 0);
          right[i] += matrix[i][j] * expected[j];
        }
      }
      double[] found = new Cholesky(matrix).solve(right);
      for (int i = 0; i < n; i++) {
        assertEquals(expected[i], found[i], 1e-8);
      }
    }
  }

  @Test
  void choleskyRefusesAnIndefiniteMatrix() {
    ArithmeticException e =
        assertThrows(
            ArithmeticException.class, () -> new Cholesky(new double[][] {{1, 2}, {2, 1}}));
    assertTrue(e.getMessage().contains("row 1"), e.getMessage());
  }
}
