package io.edgenas.latency;

import io.edgenas.base.statistics.Quantiles;
import io.edgenas.network.Network;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether the latencies of whole networks can be those of a device, or rather stand in another unit
 * than they were read in.
 *
 * <p>Devices that run such networks compute {@value #SLOWEST} to {@value #FASTEST} multiply-
 * accumulates a second image by image: phones, boards, browsers and single cores 1e9 to 3e10,
 * graphics cards and many cores up to 1e12; batches make them faster by up to ten times, and are
 * not asked of slow ones. These are three orders of magnitude, so of seconds, milliseconds and
 * microseconds exactly one is usual. Slower devices exist: microcontrollers, whose networks are
 * small, and what nothing but the person at it can know. So the answer is a doubt, not a verdict.
 */
public final class NetworkSpeed {
  /** Multiply-accumulates per second below which a device is unusual, at batch 1. */
  static final double SLOWEST = 1e9;

  /** Multiply-accumulates per second above which a device is unusual, at batch 1. */
  static final double FASTEST = 1e12;

  /** A microcontroller of the slow kind. */
  static final double SLOWEST_MICROCONTROLLER = 3e7;

  /** Below it, a fast core's microseconds and a microcontroller's milliseconds look alike. */
  private static final double MICROCONTROLLER_OR_MISTAKE = 1e8;

  /** Median multiply-accumulates of networks that fit a microcontroller. */
  private static final double SMALL_MACS = 5e7;

  /** What a network costs a microcontroller beyond its work; a fast device's is as many us. */
  private static final double MAX_CONSTANT_US = 3_000;

  private static final double MAX_CONSTANT_SHARE = 0.05;

  /** What each layer may cost beside its work: a graphics card's dispatch. */
  private static final double LAYER_US = 100;

  /** A layer takes longer on every device. */
  private static final double MIN_LAYER_US = 0.1;

  private static final int MAX_BATCH_GAIN = 10;

  /** A row so many times off the others' median speed is no odd network but another unit. */
  static final double FACTOR = 100;

  private NetworkSpeed() {}

  /** A network and its measured latency per batch. */
  public record Timed(Network network, double us) {
    double macsPerSecond(int batch) {
      return network.macs() * (double) batch / us * 1e6;
    }
  }

  /**
   * Why latencies are unlikely.
   *
   * @param macsPerSecond what they mean, the median over the networks
   * @param slowest of the devices that are usual
   * @param fastest of the devices that are usual
   * @param factor by which the latencies would have to be multiplied for a usual device: 1,000,
   *     0.001 and so on; 1 if no unit makes it usual
   */
  public record Doubt(double macsPerSecond, double slowest, double fastest, double factor) {}

  /** The doubt about all latencies, if there is one. */
  public static Optional<Doubt> doubt(List<Timed> networks, int batch) {
    if (networks.isEmpty()) {
      return Optional.empty();
    }
    double rate =
        Quantiles.median(networks.stream().mapToDouble(n -> n.macsPerSecond(batch)).toArray());
    double gain = Math.min(MAX_BATCH_GAIN, Math.sqrt(batch));
    boolean slow = rate < SLOWEST * gain && !microcontroller(networks, rate, batch);
    boolean fast =
        rate > FASTEST * gain
            || Quantiles.median(networks.stream().mapToDouble(NetworkSpeed::usPerLayer).toArray())
                < MIN_LAYER_US;
    return slow || fast
        ? Optional.of(new Doubt(rate, SLOWEST * gain, FASTEST * gain, factor(rate, gain, slow)))
        : Optional.empty();
  }

  private static double usPerLayer(Timed timed) {
    return timed.us() / timed.network().layers().size();
  }

  private static double factor(double rate, double gain, boolean slow) {
    double step = slow ? 1e-3 : 1e3;
    for (double factor = step; factor > 1e-7 && factor < 1e7; factor *= step) {
      if (rate / factor >= SLOWEST * gain && rate / factor <= FASTEST * gain) {
        return factor;
      }
    }
    return 1;
  }

  /** Whether so slow a device can be one for which the networks are small enough. */
  private static boolean microcontroller(List<Timed> networks, double rate, int batch) {
    double macs =
        Quantiles.median(networks.stream().mapToDouble(n -> n.network().macs()).toArray());
    if (batch > 1 || macs > SMALL_MACS) {
      return false;
    }
    double share =
        Quantiles.median(
            networks.stream()
                .mapToDouble(
                    n ->
                        n.us()
                            / (n.network().macs() / SLOWEST_MICROCONTROLLER * 1e6
                                + n.network().layers().size() * LAYER_US))
                .toArray());
    if (share > 1) {
      return false;
    }
    return rate >= MICROCONTROLLER_OR_MISTAKE || !hasConstant(networks);
  }

  /**
   * Whether a run costs much beside its work, by regression of the latencies on the work with
   * relative errors.
   */
  private static boolean hasConstant(List<Timed> networks) {
    double aa = 0;
    double ab = 0;
    double bb = 0;
    double a1 = 0;
    double b1 = 0;
    double meanUs = 0;
    for (Timed timed : networks) {
      double a = 1 / timed.us();
      double b = timed.network().macs() / timed.us();
      aa += a * a;
      ab += a * b;
      bb += b * b;
      a1 += a;
      b1 += b;
      meanUs += timed.us() / networks.size();
    }
    double determinant = aa * bb - ab * ab;
    double constantUs = determinant > 0 ? (a1 * bb - b1 * ab) / determinant : 0;
    return constantUs > MAX_CONSTANT_US && constantUs > MAX_CONSTANT_SHARE * meanUs;
  }

  /**
   * Which latencies are more than {@code FACTOR} times faster or slower for their work than the
   * median: they stand in another unit than the others.
   *
   * @return their indices, ascending
   */
  public static List<Integer> apart(List<Timed> networks, int batch) {
    double[] rates = networks.stream().mapToDouble(n -> n.macsPerSecond(batch)).toArray();
    double usual = Quantiles.median(rates);
    return IntStream.range(0, rates.length)
        .filter(i -> rates[i] > FACTOR * usual || rates[i] * FACTOR < usual)
        .boxed()
        .toList();
  }
}
