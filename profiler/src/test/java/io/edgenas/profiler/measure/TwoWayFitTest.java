package io.edgenas.profiler.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.profiler.measure.TwoWayFit.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TwoWayFitTest {
  private static final int SUBJECTS = 60;

  private final Random random = new Random(3);
  private final double[] levels = random.doubles(SUBJECTS, 1, 5).toArray();

  @Test
  void separatesLevelsAndEffectsThatAddUp() {
    double[] effects = {0.5, -0.2, 0, 0.1, -0.7};
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < SUBJECTS; i++) {
      for (int j = 0; j < effects.length; j++) {
        values.add(new Value(i, j, levels[i] + effects[j]));
      }
    }
    TwoWayFit fit = TwoWayFit.of(SUBJECTS, new double[effects.length], values);
    for (int i = 0; i < SUBJECTS; i++) {
      assertEquals(levels[i], fit.levels()[i], 1e-6);
    }
    for (int j = 0; j < effects.length; j++) {
      assertEquals(effects[j], fit.effects()[j], 1e-6);
    }
  }

  @Test
  void aDisturbedValueDoesNotCount() {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < SUBJECTS; i++) {
      for (int j = 0; j < 7; j++) {
        values.add(new Value(i, j, levels[i] + (i == j ? 10 : 0)));
      }
    }
    TwoWayFit fit = TwoWayFit.of(SUBJECTS, new double[7], values);
    for (int i = 0; i < SUBJECTS; i++) {
      assertEquals(levels[i], fit.levels()[i], 1e-6);
    }
  }

  /** As in a profile: groups of ten in five rounds, each with a sentinel that is off by 5 %. */
  @Test
  void tiesGroupsThatShareFewSubjects() {
    List<Integer> order = new ArrayList<>();
    for (int i = 1; i < SUBJECTS; i++) {
      order.add(i);
    }
    List<Value> values = new ArrayList<>();
    List<Double> start = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(order, random);
      for (int from = 0; from < order.size(); from += 10) {
        int group = start.size();
        double effect = 0.2 * random.nextGaussian();
        double sentinel = levels[0] + effect + 0.05 * random.nextGaussian();
        start.add(sentinel);
        values.add(new Value(0, group, sentinel));
        for (int i : order.subList(from, Math.min(order.size(), from + 10))) {
          values.add(new Value(i, group, levels[i] + effect + 0.01 * random.nextGaussian()));
        }
      }
    }
    double[] effects = start.stream().mapToDouble(value -> value).toArray();
    TwoWayFit fit = TwoWayFit.of(SUBJECTS, effects, values);
    double common = 0;
    for (int i = 1; i < SUBJECTS; i++) {
      common += (fit.levels()[i] - levels[i]) / (SUBJECTS - 1);
    }
    for (int i = 1; i < SUBJECTS; i++) {
      assertEquals(levels[i], fit.levels()[i] - common, 0.025, "subject " + i);
    }
  }
}
