package io.edgenas.profiler.measure;

import io.edgenas.base.statistics.Quantiles;
import java.util.Arrays;

/**
 * Samples of one quantity, kept raw, and their order statistics: nothing is assumed about how they
 * are distributed. Not safe for several threads.
 */
public final class Samples {
  /** Below this many samples no 95 % interval of the median exists. */
  public static final int MIN_FOR_INTERVAL = 6;

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

  /** A copy of the samples, in no particular order. */
  public double[] values() {
    return Arrays.copyOf(values, size);
  }

  public int size() {
    return size;
  }

  /** The median. */
  public double median() {
    return quantile(0.5);
  }

  /**
   * The quantile by the rule of {@link Quantiles#interpolated}.
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
    return Quantiles.interpolated(values, size, p);
  }

  /**
   * The standard deviation of the distribution, as estimated from a sample (divided by n - 1).
   *
   * @throws IllegalStateException with fewer than two samples
   */
  public double standardDeviation() {
    requireSamples(2);
    double mean = Arrays.stream(values, 0, size).average().orElseThrow();
    double squares = Arrays.stream(values, 0, size).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (size - 1));
  }

  /** The 95 % {@link #medianInterval(double)}. */
  public Interval medianInterval() {
    return medianInterval(0.95);
  }

  /**
   * The interval between two order statistics that holds the distribution's median with at least
   * this probability if the samples are independent (David and Nagaraja, Order Statistics, section
   * 7.1): exact up to 500 samples, beyond them by the normal approximation.
   *
   * @param confidence for example 0.95
   * @throws IllegalStateException if even all samples together do not reach it; for 95 % that is
   *     with fewer than {@link #MIN_FOR_INTERVAL}
   */
  public Interval medianInterval(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " is not between 0 and 1");
    }
    double tail = (1 - confidence) / 2;
    int outside = size > MAX_EXACT ? outsideOfMany(size, tail) : outside(size, tail);
    if (outside < 0) {
      throw new IllegalStateException(
          size + " samples have no interval with a confidence of " + confidence);
    }
    sort();
    return new Interval(values[outside], values[size - 1 - outside]);
  }

  /** How many samples may lie outside on either side: most k with P(Bin(n, 1/2) <= k) <= tail. */
  private static int outside(int n, double tail) {
    double probability = Math.pow(0.5, n);
    double cumulative = probability;
    int k = -1;
    while (k + 1 < (n + 1) / 2 && cumulative <= tail) {
      k++;
      probability *= (double) (n - k) / (k + 1);
      cumulative += probability;
    }
    return k;
  }

  /** Normal quantile: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.23. */
  private static int outsideOfMany(int n, double tail) {
    double t = Math.sqrt(-2 * Math.log(tail));
    double z =
        t
            - (2.515517 + t * (0.802853 + t * 0.010328))
                / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    return (int) Math.floor(n / 2.0 - z * Math.sqrt(n) / 2) - 1;
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
