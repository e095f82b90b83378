package io.edgenas.search.strategy.guided;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.search.strategy.guided.AdditiveModel.Sample;
import io.edgenas.search.strategy.part.DecisionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AdditiveModelTest {
  private static final int[] SIZES = {3, 2, 4};
  private static final double[][] ADDS = {{1, 2, 4}, {0, 5}, {0.5, 0.25, -3, 7}};

  @Test
  void tellsASumExactlyAlsoWhereDecisionsAreAbsent() {
    SplittableRandom random = new SplittableRandom(1);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int[] code = drawn(random);
      samples.add(new Sample(code, new double[] {sum(code), -sum(code)}, 1 + i % 3));
    }
    List<AdditiveModel> models = AdditiveModel.fit(SIZES, samples, 1e-9);
    for (int i = 0; i < 50; i++) {
      int[] code = drawn(random);
      assertEquals(sum(code), told(models.get(0), code), 1e-6);
      assertEquals(-sum(code), told(models.get(1), code), 1e-6);
    }
  }

  @Test
  void believesThatWhatItNeverSawAddsNothing() {
    List<Sample> samples =
        List.of(
            new Sample(new int[] {0, 0, 0}, new double[] {1}, 1),
            new Sample(new int[] {1, 0, 0}, new double[] {2}, 1));
    AdditiveModel model = AdditiveModel.fit(SIZES, samples, 0.1).get(0);
    assertEquals(0, model.weight(0, 2));
    assertEquals(0, model.weight(1, 1));
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
