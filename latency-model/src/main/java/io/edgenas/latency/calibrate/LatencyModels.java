package io.edgenas.latency.calibrate;

import io.edgenas.base.input.BadInputException;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.ModelError;
import io.edgenas.latency.calibrate.Calibration.Sample;
import io.edgenas.network.Network;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes latency models from device profiles. */
public final class LatencyModels {
  /** So many calibration networks are a model by themselves, without measured operations. */
  public static final int MIN_NETWORKS = 12;

  /** A table of fewer of the calibration networks' layers is not one that lacks a few rows. */
  private static final double MIN_TABLE_COVERAGE = 0.5;

  private LatencyModels() {}

  /**
   * The model of a profile: its table, calibrated on its measured networks. First it is fitted on
   * the calibration networks alone; how far that is off on the validation networks is the error
   * that is stated and, with the calibration networks when each is left out, the bound. Then it is
   * fitted on all of them, which helps where few were measured: the error is that of the first fit.
   * Where there are {@value #MIN_NETWORKS} or more calibration networks and the table covers less
   * than half of their layers, as in a profile without operations, the model is fitted on the
   * networks alone.
   *
   * <p>Measured networks that the table does not cover (of an unfinished profile) are left out;
   * with fewer than two for validation the model is unvalidated, and is the first fit.
   *
   * @throws BadInputException if the profile is of another space, naming both, or holds a network
   *     that the space does not allow
   */
  public static LatencyModel of(DeviceProfile profile, SearchSpace space) {
    profile.space().require(SpaceIdentity.of(space), "profile " + profile.name());
    Map<Role, List<Measured>> measured = lower(profile, space);
    List<Measured> calibrating = measured.get(Role.CALIBRATION);
    boolean networksAlone =
        calibrating.size() >= MIN_NETWORKS
            && coverage(calibrating, new TableCosts(profile)) < MIN_TABLE_COVERAGE;
    Fit judged = Fit.of(profile, calibrating, networksAlone);
    List<Measured> validating = covered(measured.get(Role.VALIDATION), judged.costs);
    if (validating.size() < 2) {
      return new CalibratedLatencyModel(
          profile.space(),
          profile.name(),
          judged.costs,
          judged.calibration,
          OptionalDouble.empty(),
          Optional.empty());
    }
    List<double[]> logRatios = new ArrayList<>();
    List<ModelError.Pair> pairs = new ArrayList<>();
    for (Measured unseen : validating) {
      double predictedUs = judged.calibration.latencyUs(unseen.network());
      logRatios.add(unseen.logRatios(predictedUs));
      pairs.add(unseen.pair(predictedUs));
    }
    double[] leftOutUs = judged.calibration.leftOutUs();
    for (int i = 0; i < leftOutUs.length; i++) {
      logRatios.add(judged.networks.get(i).logRatios(leftOutUs[i]));
    }
    List<Measured> all = new ArrayList<>(calibrating);
    all.addAll(measured.get(Role.VALIDATION));
    Fit whole = Fit.of(profile, all, networksAlone);
    return new CalibratedLatencyModel(
        profile.space(),
        profile.name(),
        whole.costs,
        whole.calibration,
        OptionalDouble.of(UpperBound.onAnotherOccasion(UpperBound.factor(logRatios).orElseThrow())),
        Optional.of(ModelError.of(pairs)));
  }

  /**
   * @param networks those that it was fitted on
   */
  private record Fit(LayerCosts costs, Calibration calibration, List<Measured> networks) {
    static Fit of(DeviceProfile profile, List<Measured> measured, boolean networksAlone) {
      LayerCosts costs =
          networksAlone
              ? WorkCosts.fit(profile.name(), samples(measured))
              : new TableCosts(profile);
      List<Measured> networks = covered(measured, costs);
      return new Fit(costs, Calibration.fit(costs, samples(networks)), networks);
    }
  }

  /** A measured network. */
  private record Measured(NetworkMeasurement row, Network network) {
    double latencyUs() {
      return row.latency().medianUs();
    }

    /** The latency from all of its rounds: its repetition is half of what was measured. */
    double wholeUs() {
      double us = latencyUs();
      return row.repeatMedianUs().isPresent()
          ? Math.sqrt(us * row.repeatMedianUs().getAsDouble())
          : us;
    }

    ModelError.Pair pair(double predictedUs) {
      return new ModelError.Pair(
          row.arch().resolution(), predictedUs, latencyUs(), row.repeatMedianUs());
    }

    /**
     * The log ratio, measured to predicted, of each of its runs: its rounds where they are known.
     */
    double[] logRatios(double predictedUs) {
      List<Double> runsUs = new ArrayList<>(row.roundMediansUs());
      if (runsUs.isEmpty()) {
        runsUs.add(latencyUs());
        row.repeatMedianUs().ifPresent(runsUs::add);
      }
      return runsUs.stream().mapToDouble(us -> Math.log(us / predictedUs)).toArray();
    }
  }

  private static List<Sample> samples(List<Measured> measured) {
    return measured.stream().map(m -> new Sample(m.network(), m.wholeUs())).toList();
  }

  /** Share of the networks' layers whose costs are known. */
  private static double coverage(List<Measured> measured, LayerCosts costs) {
    return measured.stream()
        .flatMapToDouble(
            m ->
                m.network().layers().stream()
                    .mapToDouble(layer -> costs.layerUs(m.network(), layer).isPresent() ? 1 : 0))
        .average()
        .orElse(0);
  }

  private static List<Measured> covered(List<Measured> measured, LayerCosts costs) {
    return measured.stream()
        .filter(
            m ->
                m.network().layers().stream()
                    .allMatch(layer -> costs.layerUs(m.network(), layer).isPresent()))
        .toList();
  }

  private static Map<Role, List<Measured>> lower(DeviceProfile profile, SearchSpace space) {
    Map<String, Task> tasks = new HashMap<>();
    Map<Role, List<Measured>> measured =
        Map.of(Role.CALIBRATION, new ArrayList<>(), Role.VALIDATION, new ArrayList<>());
    for (NetworkMeasurement row : profile.networks()) {
      Task task =
          tasks.computeIfAbsent(
              row.classes() + " " + row.channels(),
              key -> Task.of(space, row.classes(), row.channels()));
      try {
        measured.get(row.role()).add(new Measured(row, space.lower(task, row.arch())));
      } catch (BadInputException e) {
        throw e.at("profile " + profile.name() + ", network " + row.arch());
      }
    }
    return measured;
  }
}
