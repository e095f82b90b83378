package io.edgenas.profile;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.util.OptionalDouble;

/**
 * Statistics of repeated measurements of one latency, all in microseconds.
 *
 * @param medianUs median
 * @param p10Us 10th percentile, at most the median
 * @param p90Us 90th percentile, at least the median
 * @param ciLowUs lower end of the 95 % confidence interval of the median; empty where unknown (two
 *     runs or fewer, tables of others)
 * @param ciHighUs upper end; present exactly when {@code ciLowUs} is
 * @param runs number of measurements behind the statistics
 */
public record LatencyStatistics(
    double medianUs,
    double p10Us,
    double p90Us,
    OptionalDouble ciLowUs,
    OptionalDouble ciHighUs,
    long runs) {
  /** Below the step of every timer. */
  public static final double MIN_US = 1e-4;

  /** Ten minutes. */
  public static final double MAX_US = 600e6;

  private static final int MAX_RUNS = 1_000_000_000;

  public LatencyStatistics {
    Check.range("median_us", medianUs, MIN_US, MAX_US);
    Check.range("p10_us", p10Us, MIN_US, MAX_US);
    Check.range("p90_us", p90Us, MIN_US, MAX_US);
    if (runs < 1 || runs > MAX_RUNS) {
      throw new BadInputException("runs " + runs + " is not allowed: 1 to " + MAX_RUNS);
    }
    requireOrder("p10_us", p10Us, "median_us", medianUs);
    requireOrder("median_us", medianUs, "p90_us", p90Us);
    if (ciLowUs.isPresent() != ciHighUs.isPresent()) {
      throw new BadInputException("ci_low_us and ci_high_us: give both or neither");
    }
    if (ciLowUs.isPresent()) {
      Check.range("ci_low_us", ciLowUs.getAsDouble(), MIN_US, MAX_US);
      Check.range("ci_high_us", ciHighUs.getAsDouble(), MIN_US, MAX_US);
      requireOrder("ci_low_us", ciLowUs.getAsDouble(), "median_us", medianUs);
      requireOrder("median_us", medianUs, "ci_high_us", ciHighUs.getAsDouble());
    }
  }

  /** Statistics with a known confidence interval. */
  public static LatencyStatistics of(
      double medianUs, double p10Us, double p90Us, double ciLowUs, double ciHighUs, long runs) {
    return new LatencyStatistics(
        medianUs, p10Us, p90Us, OptionalDouble.of(ciLowUs), OptionalDouble.of(ciHighUs), runs);
  }

  /** Statistics without a confidence interval. */
  public static LatencyStatistics of(double medianUs, double p10Us, double p90Us, long runs) {
    return new LatencyStatistics(
        medianUs, p10Us, p90Us, OptionalDouble.empty(), OptionalDouble.empty(), runs);
  }

  /** The same in a state of the machine in which everything takes {@code factor} times as long. */
  public LatencyStatistics times(double factor) {
    return new LatencyStatistics(
        factor * medianUs,
        factor * p10Us,
        factor * p90Us,
        ciLowUs.isPresent() ? OptionalDouble.of(factor * ciLowUs.getAsDouble()) : ciLowUs,
        ciHighUs.isPresent() ? OptionalDouble.of(factor * ciHighUs.getAsDouble()) : ciHighUs,
        runs);
  }

  private static void requireOrder(String low, double lowUs, String high, double highUs) {
    if (!(lowUs <= highUs)) {
      throw new BadInputException(
          low + " " + lowUs + " is above " + high + " " + highUs + ": are columns swapped?");
    }
  }
}
