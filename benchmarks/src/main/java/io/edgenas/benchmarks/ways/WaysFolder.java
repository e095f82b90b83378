package io.edgenas.benchmarks.ways;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.output.ToolVersion;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.Circumstances;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileAppender;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bursts of all runs so far and what they cost, kept as a profile keeps its rounds. The keys
 * begin with the way, so no latency model takes the folder for a profile.
 */
final class WaysFolder implements AutoCloseable {
  private static final String DEVICE = "ways";
  private static final int BATCH = 1;
  private static final String SECONDS = "seconds ";

  private final ProfileAppender appender;
  private Circumstances circumstances;

  private WaysFolder(ProfileAppender appender, Circumstances circumstances) {
    this.appender = appender;
    this.circumstances = circumstances;
  }

  /**
   * Opens a folder, or begins one.
   *
   * @throws BadInputException if what is there is of another space or machine, or is in use
   */
  static WaysFolder open(Path root, SearchSpace space) throws IOException {
    ProfileAppender appender =
        ProfileAppender.open(
            root,
            SpaceIdentity.of(space),
            identity(),
            circumstances(OptionalDouble.empty(), Collections.emptySortedMap()));
    return new WaysFolder(appender, ProfileFolder.read(appender.folder()).circumstances());
  }

  /** This machine, one thread. */
  static ProfileIdentity identity() {
    return HostProbe.probe().identity(DEVICE, RuntimeConfig.DEFAULT, Precision.FP32, BATCH);
  }

  private static Circumstances circumstances(
      OptionalDouble callOverheadUs, SortedMap<String, String> notes) {
    return new Circumstances(
        Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS),
        ToolVersion.get(),
        System.getProperty("os.name"),
        System.getProperty("java.vm.version"),
        callOverheadUs,
        OptionalDouble.empty(),
        notes);
  }

  /** What was true when measuring ended last. */
  Circumstances circumstances() {
    return circumstances;
  }

  /** All bursts. */
  List<RoundMeasurement> rounds() {
    return appender.rounds();
  }

  /** The number of the next round. */
  int nextRound() {
    return 1 + rounds().stream().mapToInt(RoundMeasurement::round).max().orElse(0);
  }

  /** The number of the next group. */
  int nextGroup() {
    return 1 + rounds().stream().mapToInt(RoundMeasurement::group).max().orElse(0);
  }

  /** Adds the bursts of a group. */
  void append(List<RoundMeasurement> bursts) throws IOException {
    appender.append(bursts);
  }

  /** Adds what rounds cost. */
  void record(double callOverheadUs, Costs costs) throws IOException {
    SortedMap<String, String> notes = new TreeMap<>();
    for (Way way : Way.values()) {
      notes.put(SECONDS + way.text(), Double.toString(seconds(way) + costs.seconds(way)));
    }
    circumstances = circumstances(OptionalDouble.of(callOverheadUs), notes);
    appender.record(circumstances);
  }

  /** Seconds that a way took in all rounds that were finished. */
  double seconds(Way way) {
    String text = circumstances.notes().getOrDefault(SECONDS + way.text(), "0");
    try {
      return Check.range("seconds", Double.parseDouble(text), 0, Double.MAX_VALUE);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "note '" + SECONDS + way.text() + "' has '" + Check.shown(text) + "': restore it", e);
    }
  }

  @Override
  public void close() throws IOException {
    appender.close();
  }
}
