package io.edgenas.profile;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One subject's burst of runs in one round: what the tables of a profile are computed from. A
 * subject is measured in several rounds, each time together with others, its group; all of a group
 * have seen the same states of the machine.
 *
 * @param round counted from 1
 * @param group counted from 1 over the whole profile
 * @param key of an operation its key, of a network what {@link NetworkMeasurement} calls it, of the
 *     sentinel its architecture
 * @param latency in the state that the machine was in, as the median over the burst
 * @param modelSha256 digest of the measured ONNX file
 */
public record RoundMeasurement(
    int round,
    int group,
    Kind kind,
    String key,
    LatencyStatistics latency,
    Optional<String> modelSha256) {
  static final int MAX_ROUND = 10_000;
  static final int MAX_GROUP = 1_000_000;
  private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e&&[^,\"]]{1,2000}");

  /** What was measured. */
  public enum Kind {
    /** The same network in every group: it ties the groups to each other. */
    SENTINEL,
    /** A single operation. */
    OPERATION,
    /** A whole subnet. */
    NETWORK;

    /** The name in files: {@code sentinel}, {@code operation}, {@code network}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RoundMeasurement {
    Check.range("round", round, 1, MAX_ROUND);
    Check.range("group", group, 1, MAX_GROUP);
    if (!KEY.matcher(key).matches()) {
      throw new BadInputException(
          "key '"
              + Check.shown(key)
              + "' is not allowed: 1 to 2,000 printable characters without comma and quote");
    }
    modelSha256.ifPresent(Digests::check);
  }

  /** What names the row. */
  public String rowKey() {
    return kind == Kind.SENTINEL ? "the sentinel of group " + group : key + " in round " + round;
  }
}
