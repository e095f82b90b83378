package io.edgenas.profiler.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Splits values of subjects in situations into a level per subject and an effect per situation,
 * {@code value = level + effect + rest}, by medians in turn (Tukey, Exploratory Data Analysis,
 * 1977, chapter 11: median polish), so that single disturbed values do not count. On logarithms of
 * latencies an effect is how much slower the machine was for everybody.
 *
 * <p>Not every subject needs to occur in every situation. Where subjects of two situations have
 * nothing in common, their levels are tied by the starting effects alone.
 *
 * @param levels one per subject, in the situation whose effect is the median of all
 * @param effects one per situation, their median is 0
 */
public record TwoWayFit(double[] levels, double[] effects) {
  private static final int MAX_SWEEPS = 50;
  private static final double SETTLED = 1e-7;

  /** One value. */
  public record Value(int subject, int situation, double value) {}

  /**
   * Fits.
   *
   * @param values every subject and every situation has at least one
   * @param start effects to begin with, one per situation
   */
  public static TwoWayFit of(int subjects, double[] start, List<Value> values) {
    double[] effects = start.clone();
    double[] levels = new double[subjects];
    List<List<Value>> bySubject = group(subjects, values, true);
    List<List<Value>> bySituation = group(effects.length, values, false);
    double change = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < MAX_SWEEPS && change > SETTLED; sweep++) {
      for (int i = 0; i < subjects; i++) {
        levels[i] =
            median(bySubject.get(i).stream().mapToDouble(v -> v.value - effects[v.situation]));
      }
      change = 0;
      for (int j = 0; j < effects.length; j++) {
        double effect =
            median(bySituation.get(j).stream().mapToDouble(v -> v.value - levels[v.subject]));
        change = Math.max(change, Math.abs(effect - effects[j]));
        effects[j] = effect;
      }
    }
    double middle = effects.length == 0 ? 0 : median(Arrays.stream(effects));
    return new TwoWayFit(
        Arrays.stream(levels).map(level -> level + middle).toArray(),
        Arrays.stream(effects).map(effect -> effect - middle).toArray());
  }

  private static List<List<Value>> group(int count, List<Value> values, boolean bySubject) {
    List<List<Value>> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      groups.add(new ArrayList<>());
    }
    values.forEach(value -> groups.get(bySubject ? value.subject : value.situation).add(value));
    return groups;
  }

  private static double median(DoubleStream values) {
    return Samples.of(values.toArray()).median();
  }
}
