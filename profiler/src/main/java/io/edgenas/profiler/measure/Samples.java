package io.edgenas.profiler.measure;

import java.util.Arrays;

/**
 * Samples of one quantity, kept raw, and their order statistics: nothing is assumed about how they
 * are distributed. Not safe for several threads.
 */
public final class Samples {
  /** Below this many samples no 95 % interval of the median exists. */
  public static final int MIN_FOR_INTERVAL = 6;

  private static final double TAIL = 0.025;
  private static final int MAX_EXACT = 500;

  private double[] values = new double[64];
  private int size;
  private boolean sorted = true;

  /** Samples holding {@code values}. */
  public static Samples of(double... values) {
    Samples samples = new Samples();
    for (double value : values) {
      samples.add(value);
    }
    return samples;
  }

  /**
   * Adds a sample.
   *
   * @throws IllegalArgumentException unless it is finite
   */
  public void add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a sample must be finite: " + value);
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
    sorted = false;
  }

  /** Adds all samples of {@code other}. */
  public void addAll(Samples other) {
    for (int i = 0; i < other.size; i++) {
      add(other.values[i]);
    }
  }

  public int size() {
    return size;
  }

  /** The median. */
  public double median() {
    return quantile(0.5);
  }

  /**
   * The quantile, linear between the neighbouring order statistics (type 7 of Hyndman and Fan,
   * Sample Quantiles in Statistical Packages).
   *
   * @param p 0 to 1
   * @throws IllegalStateException without samples
   */
  public double quantile(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("quantile " + p + " is not from 0 to 1");
    }
    requireSamples(1);
    sort();
    double position = p * (size - 1);
    int below = (int) position;
    int above = Math.min(below + 1, size - 1);
    return values[below] + (position - below) * (values[above] - values[below]);
  }

  /**
   * The interval between two order statistics that holds the distribution's median with a
   * probability of at least 95 % if the samples are independent (David and Nagaraja, Order
   * Statistics, section 7.1): exact up to 500 samples, beyond them by the normal approximation.
   *
   * @throws IllegalStateException with fewer than {@link #MIN_FOR_INTERVAL} samples
   */
  public Interval medianInterval() {
    requireSamples(MIN_FOR_INTERVAL);
    sort();
    int below = samplesOutside(size);
    return new Interval(values[below], values[size - 1 - below]);
  }

  /** How many samples on either side lie outside the interval. */
  private static int samplesOutside(int n) {
    if (n > MAX_EXACT) {
      return (int) Math.floor(n / 2.0 - 0.98 * Math.sqrt(n)) - 1;
    }
    double probability = Math.pow(0.5, n);
    double cumulative = probability;
    int outside = 0;
    while (outside < n / 2) {
      probability *= (double) (n - outside) / (outside + 1);
      if (cumulative + probability > TAIL) {
        break;
      }
      cumulative += probability;
      outside++;
    }
    return outside;
  }

  private void requireSamples(int least) {
    if (size < least) {
      throw new IllegalStateException(size + " samples: at least " + least + " are needed");
    }
  }

  private void sort() {
    if (!sorted) {
      Arrays.sort(values, 0, size);
      sorted = true;
    }
  }
}
