package io.edgenas.profile;

import io.edgenas.base.input.Check;
import io.edgenas.network.Arch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The latency of one whole subnet, measured on the same device in the same configuration.
 *
 * @param classes classes of the task that it was lowered for
 * @param channels image channels of the task, 1 or 3
 * @param role what the latency model may use it for
 * @param latency per batch of the profile's identity
 * @param repeatMedianUs median of a second, independent measurement in the same run: what no model
 *     can predict better than; empty if there was none
 * @param roundMediansUs median of each round by itself, in the state of the machine that {@code
 *     latency} holds for: how far single runs are apart; empty where it was measured in one piece
 * @param modelSha256 digest of the measured ONNX file; empty where nothing of ours was measured
 */
public record NetworkMeasurement(
    Arch arch,
    int classes,
    int channels,
    Role role,
    LatencyStatistics latency,
    OptionalDouble repeatMedianUs,
    List<Double> roundMediansUs,
    Optional<String> modelSha256) {
  static final int MAX_CLASSES = 100_000;

  /** What the latency model may use a measurement for; never both. */
  public enum Role {
    /** Fitting. */
    CALIBRATION,
    /** Judging the fitted model. */
    VALIDATION;

    /** The name in files: {@code calibration}, {@code validation}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public NetworkMeasurement {
    Check.range("classes", classes, 2, MAX_CLASSES);
    Check.oneOf("channels", channels, List.of(1, 3));
    repeatMedianUs.ifPresent(
        us ->
            Check.range(
                "repeat_median_us", us, LatencyStatistics.MIN_US, LatencyStatistics.MAX_US));
    roundMediansUs = List.copyOf(roundMediansUs);
    Check.range("number of rounds", roundMediansUs.size(), 0, RoundMeasurement.MAX_ROUND);
    for (double us : roundMediansUs) {
      Check.range("round_medians_us", us, LatencyStatistics.MIN_US, LatencyStatistics.MAX_US);
    }
    modelSha256.ifPresent(Digests::check);
  }

  /** A measurement in one piece, not repeated. */
  public NetworkMeasurement(
      Arch arch,
      int classes,
      int channels,
      Role role,
      LatencyStatistics latency,
      String modelSha256) {
    this(
        arch,
        classes,
        channels,
        role,
        latency,
        OptionalDouble.empty(),
        List.of(),
        Optional.of(modelSha256));
  }

  /** The same in a state of the machine in which everything takes {@code factor} times as long. */
  public NetworkMeasurement times(double factor) {
    return new NetworkMeasurement(
        arch,
        classes,
        channels,
        role,
        latency.times(factor),
        repeatMedianUs.isPresent()
            ? OptionalDouble.of(factor * repeatMedianUs.getAsDouble())
            : repeatMedianUs,
        roundMediansUs.stream().map(us -> factor * us).toList(),
        modelSha256);
  }

  /** What names the row. */
  public String rowKey() {
    return rowKey(arch, classes, channels);
  }

  /** What names the row of a subnet. */
  public static String rowKey(Arch arch, int classes, int channels) {
    return arch + " with " + classes + " classes and " + channels + " channels";
  }
}
