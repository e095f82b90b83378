package io.edgenas.search.strategy.guided;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.search.strategy.part.DecisionCode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ColumnSumsTest {
  private static final int[] SIZES = {3, 2, 4};
  private static final double[][] ADDS = {{1, 2, 4}, {0, 5}, {0.5, 0.25, -3, 7}};

  @Test
  void tellsASumExactlyAlsoWhereDecisionsAreAbsent() {
    SplittableRandom random = new SplittableRandom(1);
    ColumnSums sums = new ColumnSums(SIZES, 2);
    for (int i = 0; i < 200; i++) {
      int[] code = drawn(random);
      sums.add(code, new double[] {sum(code), -sum(code)}, 1 + i % 3);
    }
    List<AdditiveModel> models = sums.fit(1e-9);
    for (int i = 0; i < 50; i++) {
      int[] code = drawn(random);
      assertEquals(sum(code), told(models.get(0), code), 1e-6);
      assertEquals(-sum(code), told(models.get(1), code), 1e-6);
    }
  }

  @Test
  void believesThatWhatItNeverSawAddsNothing() {
    ColumnSums sums = new ColumnSums(SIZES, 1);
    sums.add(new int[] {0, 0, 0}, new double[] {1}, 1);
    sums.add(new int[] {1, 0, 0}, new double[] {2}, 1);
    AdditiveModel model = sums.fit(0.1).get(0);
    assertEquals(0, model.weight(0, 2));
    assertEquals(0, model.weight(1, 1));
  }

  @Test
  void sumsOfSumsAreThoseOfAllSamples() {
    SplittableRandom random = new SplittableRandom(2);
    ColumnSums all = new ColumnSums(SIZES, 1);
    ColumnSums part = new ColumnSums(SIZES, 1);
    for (int i = 0; i < 60; i++) {
      int[] code = drawn(random);
      boolean apart = i % 2 == 0;
      double value = sum(code) + random.nextDouble();
      all.add(code, new double[] {apart ? 3 * value : value}, apart ? 0.5 : 1);
      if (apart) {
        part.add(code, new double[] {value}, 1);
      }
    }
    ColumnSums joined = new ColumnSums(SIZES, 1);
    random = new SplittableRandom(2);
    for (int i = 0; i < 60; i++) {
      int[] code = drawn(random);
      double value = sum(code) + random.nextDouble();
      if (i % 2 == 1) {
        joined.add(code, new double[] {value}, 1);
      }
    }
    joined.add(part, 0.5, new double[] {3});
    AdditiveModel expected = all.fit(0.1).get(0);
    AdditiveModel model = joined.fit(0.1).get(0);
    for (int i = 0; i < 20; i++) {
      int[] code = drawn(random);
      assertEquals(told(expected, code), told(model, code), 1e-8);
    }
  }

  /** The last decision is absent where the first one's choice is 0. */
  private static int[] drawn(SplittableRandom random) {
    int[] code = {random.nextInt(3), random.nextInt(2), random.nextInt(4)};
    if (code[0] == 0) {
      code[2] = DecisionCode.ABSENT;
    }
    return code;
  }

  private static double sum(int[] code) {
    double sum = 10;
    for (int d = 0; d < code.length; d++) {
      sum += code[d] == DecisionCode.ABSENT ? 0 : ADDS[d][code[d]];
    }
    return sum;
  }

  private static double told(AdditiveModel model, int[] code) {
    double sum = model.intercept();
    for (int d = 0; d < code.length; d++) {
      sum += code[d] == DecisionCode.ABSENT ? 0 : model.weight(d, code[d]);
    }
    return sum;
  }
}
