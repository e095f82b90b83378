package io.edgenas.latency.calibrate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.Prediction;
import io.edgenas.latency.SyntheticDevice;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often one run of an unseen subnet on another occasion lies under the bound, from profile to
 * prediction.
 */
class BoundCoverageTest {
  private static final int DEVICES = 16;
  private static final int ROUNDS = 5;
  private static final int UNSEEN = 100;
  private static final SyntheticDevice DEVICE = SyntheticDevice.tiny();

  private enum Noise {
    NORMAL(random -> 0.02 * random.nextGaussian()),
    LONG_TAIL(random -> 0.02 * random.nextExponential()),
    BURSTS(random -> 0.01 * random.nextGaussian() + (random.nextInt(20) == 0 ? 0.08 : 0));

    private final ToDoubleFunction<RandomGenerator> draw;

    Noise(ToDoubleFunction<RandomGenerator> draw) {
      this.draw = draw;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NORMAL, 16, 10, true",
    "BURSTS, 40, 20, true",
    "LONG_TAIL, 80, 20, true",
    "NORMAL, 48, 12, false",
    "BURSTS, 48, 12, false",
  })
  void coversNineteenOfTwenty(Noise noise, int calibration, int validation, boolean table) {
    long covered = 0;
    for (int seed = 0; seed < DEVICES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long device = random.nextLong();
      List<NetworkMeasurement> networks = new ArrayList<>();
      List<Arch> archs = DEVICE.archs(calibration + validation + UNSEEN, seed);
      for (Arch arch : archs.subList(0, calibration + validation)) {
        Role role = networks.size() < calibration ? Role.CALIBRATION : Role.VALIDATION;
        networks.add(measured(arch, role, device, noise, random));
      }
      List<OperationMeasurement> operations = table ? DEVICE.allOperations() : List.of();
      LatencyModel model = LatencyModels.of(DEVICE.profile(operations, networks), TinySpace.SPACE);
      for (Arch arch : archs.subList(calibration + validation, archs.size())) {
        Network network = TinySpace.lower(arch);
        Prediction prediction = model.predict(network);
        double later = UpperBound.OCCASION * random.nextGaussian();
        double run = us(network, device) * Math.exp(later + noise.draw.applyAsDouble(random)) / 1e3;
        covered += run <= prediction.upperMs().getAsDouble() ? 1 : 0;
      }
    }
    double share = (double) covered / (DEVICES * UNSEEN);
    assertTrue(share > 0.93 && share < 0.97, noise + ": " + share);
  }

  /** The device's own median: the table's, off by up to a tenth for each operation. */
  private static double us(Network network, long device) {
    double us = SyntheticDevice.OVERHEAD_US;
    for (Operation operation : network.operations()) {
      double off = new SplittableRandom(device ^ operation.key().hashCode()).nextDouble(-0.1, 0.1);
      us += (1.1 + off) * SyntheticDevice.workUs(operation);
    }
    return us;
  }

  private static NetworkMeasurement measured(
      Arch arch, Role role, long device, Noise noise, RandomGenerator random) {
    double us = us(TinySpace.lower(arch), device);
    double[] rounds =
        DoubleStream.generate(() -> us * Math.exp(noise.draw.applyAsDouble(random)))
            .limit(ROUNDS)
            .sorted()
            .toArray();
    double medianUs = rounds[ROUNDS / 2];
    return new NetworkMeasurement(
        arch,
        TinySpace.TASK.classes(),
        TinySpace.TASK.channels(),
        role,
        LatencyStatistics.of(medianUs, medianUs, medianUs, ROUNDS),
        OptionalDouble.empty(),
        Arrays.stream(rounds).boxed().toList(),
        Optional.empty());
  }
}
