package io.edgenas.benchmarks.ways;

import io.edgenas.benchmarks.ways.WayTables.Measured;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.ModelError;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.network.Operation;
import io.edgenas.profile.Circumstances;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.measure.Samples;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Judges a table of operations by what it predicts of measured networks. */
final class WayJudge {
  private final SearchSpace space;
  private final ProfileIdentity identity;
  private final Circumstances circumstances;
  private final List<Measured> networks;

  /**
   * How good a table is.
   *
   * @param sums by resolution the median of the sum of operations over the network's latency
   * @param mapeAfterFactor MAPE of the sums with one factor for all, the median ratio
   * @param fitted mean over the draws of the latency model's error on networks that it was not
   *     fitted on
   */
  record Verdict(SortedMap<Integer, Double> sums, double mapeAfterFactor, Fitted fitted) {}

  /** Means of {@link ModelError}s; {@code tau} per resolution, averaged. */
  record Fitted(double mape, double within5, double within10, double tau, double tauAtResolution) {}

  /**
   * @param networks all in the same state of the machine as the tables that are judged
   */
  WayJudge(
      SearchSpace space,
      ProfileIdentity identity,
      Circumstances circumstances,
      List<Measured> networks) {
    this.space = space;
    this.identity = identity;
    this.circumstances = circumstances;
    this.networks = List.copyOf(networks);
  }

  /**
   * Judges.
   *
   * @param table latencies in microseconds, with one call of the runtime each
   * @param calibrating on how many networks the model is fitted; it is judged on the others
   * @param draws how often, each time on others
   */
  Verdict judge(Map<Operation, Double> table, int calibrating, int draws) {
    List<OperationMeasurement> rows =
        table.entrySet().stream()
            .map(
                entry ->
                    new OperationMeasurement(
                        entry.getKey(),
                        OptionalInt.empty(),
                        statistics(entry.getValue()),
                        Optional.empty()))
            .toList();
    double[] ratios = ratios(rows);
    List<ModelError> errors = new ArrayList<>();
    for (int draw = 0; draw < draws; draw++) {
      errors.add(error(rows, calibrating, new Random(draw)));
    }
    return new Verdict(byResolution(ratios), mapeAfterFactor(ratios), means(errors));
  }

  /** How far half of the rounds are from the other half, on average; empty after one round. */
  OptionalDouble noise() {
    return networks.stream()
        .filter(measured -> measured.halves().isPresent())
        .mapToDouble(measured -> Math.abs(measured.halves().getAsDouble()))
        .average();
  }

  /** Sum of operations over latency, per network. */
  private double[] ratios(List<OperationMeasurement> rows) {
    LatencyModel sums = LatencyModels.of(profile(rows, List.of()), space);
    return networks.stream()
        .mapToDouble(measured -> 1e3 * sums.predict(measured.network()).latencyMs() / measured.us())
        .toArray();
  }

  private SortedMap<Integer, Double> byResolution(double[] ratios) {
    SortedMap<Integer, Samples> samples = new TreeMap<>();
    for (int i = 0; i < ratios.length; i++) {
      samples
          .computeIfAbsent(networks.get(i).network().arch().resolution(), r -> new Samples())
          .add(ratios[i]);
    }
    SortedMap<Integer, Double> medians = new TreeMap<>();
    samples.forEach((resolution, some) -> medians.put(resolution, some.median()));
    return medians;
  }

  private static double mapeAfterFactor(double[] ratios) {
    double factor = Samples.of(ratios).median();
    double sum = 0;
    for (double ratio : ratios) {
      sum += Math.abs(ratio / factor - 1);
    }
    return sum / ratios.length;
  }

  private ModelError error(List<OperationMeasurement> rows, int calibrating, Random random) {
    List<Measured> shuffled = new ArrayList<>(networks);
    Collections.shuffle(shuffled, random);
    List<NetworkMeasurement> parts = new ArrayList<>();
    for (int i = 0; i < shuffled.size(); i++) {
      parts.add(row(shuffled.get(i), i < calibrating ? Role.CALIBRATION : Role.VALIDATION));
    }
    return LatencyModels.of(profile(rows, parts), space)
        .error()
        .orElseThrow(() -> new IllegalArgumentException("fewer than two networks to judge by"));
  }

  private static Fitted means(List<ModelError> errors) {
    return new Fitted(
        mean(errors, ModelError::mape),
        mean(errors, ModelError::within5),
        mean(errors, ModelError::within10),
        mean(errors, error -> error.tau().orElse(Double.NaN)),
        mean(
            errors,
            error ->
                error.tauByResolution().values().stream()
                    .mapToDouble(tau -> tau)
                    .average()
                    .orElse(Double.NaN)));
  }

  private static double mean(List<ModelError> errors, ToDoubleFunction<ModelError> value) {
    return errors.stream().mapToDouble(value).average().orElseThrow();
  }

  private DeviceProfile profile(List<OperationMeasurement> rows, List<NetworkMeasurement> parts) {
    return new DeviceProfile(SpaceIdentity.of(space), identity, circumstances, rows, parts);
  }

  private static NetworkMeasurement row(Measured measured, Role role) {
    return new NetworkMeasurement(
        measured.network().arch(),
        measured.network().task().classes(),
        measured.network().task().channels(),
        role,
        statistics(measured.us()),
        OptionalDouble.empty(),
        List.of(),
        Optional.empty());
  }

  private static LatencyStatistics statistics(double us) {
    return LatencyStatistics.of(us, us, us, 1);
  }
}
