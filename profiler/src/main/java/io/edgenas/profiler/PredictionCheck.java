package io.edgenas.profiler;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.ModelError;
import io.edgenas.latency.Prediction;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profile.ProfileAppender;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.profiler.ProfilePlan.Subnet;
import io.edgenas.profiler.host.HomeProfile;
import io.edgenas.profiler.host.Host;
import io.edgenas.profiler.host.HostLimits;
import io.edgenas.profiler.measure.Correction;
import io.edgenas.profiler.measure.StopSignal;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Measures subnets that a profile has not seen, on the profile's own device and in its
 * configuration, and sets the model's predictions beside them. The caller holds the machine's lock.
 */
public final class PredictionCheck {
  private static final int ATTEMPTS_PER_NETWORK = 1_000;
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  /** Two measurements of five rounds each. */
  private static final int ROUNDS = 10;

  /** Power modes, clocks and neighbours make a machine slower by less. */
  private static final double MAX_SLOWNESS = 8;

  private final DeviceProfile profile;
  private final SearchSpace space;
  private final Task task;
  private final ArchVariation variation;
  private final LongSupplier nanoClock;

  /**
   * A subnet that was predicted and measured.
   *
   * @param row the measurement, as a validation network
   * @param upperMs the prediction's bound; empty if there is none
   */
  public record Checked(NetworkMeasurement row, ModelError.Pair pair, OptionalDouble upperMs) {}

  /**
   * What was measured.
   *
   * @param checked in the state of the machine that the profile holds for if {@code corrected},
   *     else as timed
   * @param slowness how many times longer the sentinel took than in the profile; 1 where the
   *     profile has no sentinel
   * @param corrected whether the measurements are divided by {@code slowness}: not where it is too
   *     far from 1 to be believed
   */
  public record Result(List<Checked> checked, double slowness, boolean corrected) {
    public Result {
      checked = List.copyOf(checked);
    }
  }

  /**
   * @param resolutions of the subnets to measure
   * @throws BadInputException if this machine is not the profile's, naming the field; if there is
   *     no such task, or the resolutions are not the space's in ascending order
   */
  public PredictionCheck(
      DeviceProfile profile,
      SearchSpace space,
      int classes,
      int channels,
      List<Integer> resolutions,
      Host host,
      LongSupplier nanoClock) {
    HomeProfile.requireHere(profile, host);
    HostLimits.requireBatch(profile.identity().batch(), space, channels);
    this.profile = profile;
    this.space = space;
    this.task = Check.input(() -> Task.of(space, classes, channels));
    this.variation = Check.input(() -> new ArchVariation(space, resolutions));
    this.nanoClock = nanoClock;
  }

  /**
   * Measures.
   *
   * @param archs what to measure; left out where the time does not suffice
   * @param seed of weights and inputs
   * @return in the order given
   * @throws io.edgenas.latency.MissingRowException if the profile does not cover one of them
   */
  public Result measure(
      LatencyModel model,
      List<Arch> archs,
      Duration limit,
      long seed,
      RunListener listener,
      StopSignal stop)
      throws IOException {
    List<Network> unseen = archs.stream().map(arch -> space.lower(task, arch)).toList();
    List<Prediction> predictions = unseen.stream().map(model::predict).toList();
    ProfileIdentity identity = profile.identity();
    RuntimeConfig config =
        new RuntimeConfig(identity.provider(), identity.providerOptions(), identity.threads());
    Collected collected = new Collected();
    double slowness;
    try (Bench bench =
        Bench.open(
            new OnnxWorkbench(config, identity.precision(), identity.batch(), seed),
            ReferenceSubnet.of(space),
            nanoClock,
            WARM_UP)) {
      ProfilePlan plan =
          new ProfilePlan(
              List.of(),
              Set.of(),
              0,
              unseen.stream().map(network -> new Subnet(network, Role.VALIDATION)).toList(),
              0,
              ROUNDS,
              Duration.ZERO,
              limit,
              Duration.ZERO,
              seed);
      new ProfileRun(plan, bench, listener, stop).run(collected);
      slowness = slowness(collected, bench);
    }
    boolean corrected = Correction.believed(slowness);
    double factor = corrected ? 1 / slowness : 1;
    Map<Arch, NetworkMeasurement> rows = new HashMap<>();
    collected.networks.forEach(row -> rows.put(row.arch(), row.times(factor)));
    List<Checked> checked = new ArrayList<>();
    for (int i = 0; i < unseen.size(); i++) {
      NetworkMeasurement row = rows.get(unseen.get(i).arch());
      if (row != null) {
        Prediction prediction = predictions.get(i);
        checked.add(
            new Checked(
                row,
                new ModelError.Pair(
                    row.arch().resolution(),
                    1e3 * prediction.latencyMs(),
                    row.latency().medianUs(),
                    row.repeatMedianUs()),
                prediction.upperMs()));
      }
    }
    return new Result(checked, slowness, corrected);
  }

  private double slowness(Collected collected, Bench bench) {
    OptionalDouble usualUs = profile.circumstances().sentinelUs();
    Optional<LatencyStatistics> nowUs =
        new RoundTables(collected.rounds)
            .latency(Kind.SENTINEL, bench.sentinel().arch().toString());
    return usualUs.isEmpty() || nowUs.isEmpty()
        ? 1
        : slowness(nowUs.get().medianUs(), usualUs.getAsDouble());
  }

  /**
   * How many times longer the sentinel took than in the profile, where that can be the state of one
   * machine: measurements are divided by it, so a false one would make them anything.
   */
  static double slowness(double nowUs, double profileUs) {
    double slowness = nowUs / profileUs;
    if (!(slowness >= 1 / MAX_SLOWNESS && slowness <= MAX_SLOWNESS)) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "sentinel_us %s of the profile is %.3g times off what the sentinel takes here (%.1f"
                  + " us): within %.0f times is the state of one machine; profile the device again",
              profileUs,
              Math.max(slowness, 1 / slowness),
              nowUs,
              MAX_SLOWNESS));
    }
    return slowness;
  }

  /** Appends what was measured to the profile in {@code folder}. */
  public void record(Path folder, List<Checked> checked) throws IOException {
    try (ProfileAppender appender =
        ProfileAppender.open(
            rootOf(folder), profile.space(), profile.identity(), profile.circumstances())) {
      appender.update(List.of(), checked.stream().map(Checked::row).toList());
    }
  }

  /** The profile was found in {@code folder} or up to two levels below. */
  private Path rootOf(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    for (int level = 0; level <= 2 && root != null; level++) {
      if (Files.isDirectory(ProfileFolder.locate(root, profile.identity()))) {
        return root;
      }
      root = root.getParent();
    }
    throw new BadInputException(
        "folder "
            + folder
            + " is not named after the profile's device and configuration ("
            + profile.name()
            + "): nothing was recorded");
  }

  /**
   * Random subnets that the profile has not seen.
   *
   * @param count how many; fewer where the space does not suffice
   * @param seed decides which
   */
  public List<Arch> draw(int count, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Set<Arch> chosen = new LinkedHashSet<>();
    for (long i = 0; chosen.size() < count && i < (long) count * ATTEMPTS_PER_NETWORK; i++) {
      chosen.addAll(unseen(List.of(variation.sample(random))));
    }
    if (chosen.isEmpty()) {
      throw new BadInputException(
          "the profile has seen every subnet of "
              + space.name()
              + " at "
              + variation.resolutions());
    }
    return List.copyOf(chosen);
  }

  /** Returns the architectures that the profile has not seen, each once. */
  public List<Arch> unseen(List<Arch> archs) {
    Set<Arch> unseen = new LinkedHashSet<>(archs);
    profile.networks().forEach(row -> unseen.remove(row.arch()));
    return List.copyOf(unseen);
  }

  private static final class Collected implements ProfileRun.Rows {
    private final List<RoundMeasurement> rounds = new ArrayList<>();
    private List<NetworkMeasurement> networks = List.of();

    @Override
    public List<RoundMeasurement> rounds() {
      return rounds;
    }

    @Override
    public void append(List<RoundMeasurement> bursts) {
      rounds.addAll(bursts);
    }

    @Override
    public void update(
        List<OperationMeasurement> newOperations, List<NetworkMeasurement> newNetworks) {
      networks = newNetworks;
    }
  }
}
