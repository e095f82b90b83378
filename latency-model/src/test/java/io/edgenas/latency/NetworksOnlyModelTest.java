package io.edgenas.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.space.Task;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.BlockChoice;
import io.edgenas.space.mbconv.StageChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class NetworksOnlyModelTest {
  private static final SyntheticDevice DEVICE = SyntheticDevice.tiny();

  private static LatencyModel model(
      List<OperationMeasurement> operations, int count, double noise, Predicate<Arch> measured) {
    List<NetworkMeasurement> networks = new ArrayList<>();
    for (NetworkMeasurement row : DEVICE.networks(count, Role.CALIBRATION, noise, 4)) {
      if (measured.test(row.arch())) {
        boolean held = networks.size() % 5 == 4;
        networks.add(
            new NetworkMeasurement(
                row.arch(),
                row.classes(),
                row.channels(),
                held ? Role.VALIDATION : Role.CALIBRATION,
                row.latency(),
                row.repeatMedianUs(),
                row.roundMediansUs(),
                row.modelSha256()));
      }
    }
    return LatencyModels.of(DEVICE.profile(operations, networks), TinySpace.SPACE);
  }

  private static LatencyModel model(double noise, Predicate<Arch> measured) {
    return model(List.of(), 120, noise, measured);
  }

  private static String refusal(LatencyModel model, Network network) {
    MissingRowException e = assertThrows(MissingRowException.class, () -> model.predict(network));
    assertEquals(model.missing(network), e.missing());
    assertTrue(e.getMessage().contains(e.missing().get(0).key()), e.getMessage());
    assertTrue(e.getMessage().contains(model.profile()), e.getMessage());
    return e.getMessage();
  }

  private static boolean anyBlock(Arch arch, Predicate<BlockChoice> condition) {
    return ArchSpec.of(arch).stages().stream()
        .flatMap(stage -> stage.blocks().stream())
        .anyMatch(condition);
  }

  @Test
  void predictsNetworksThatItHasNotSeen() {
    LatencyModel model = model(0.01, arch -> true);
    for (Arch arch : TinySpace.randomArchs(200, 77)) {
      Network network = TinySpace.lower(arch);
      double trueMs = SyntheticDevice.trueUs(network) / 1e3;
      Prediction prediction = model.predict(network);
      assertEquals(trueMs, prediction.latencyMs(), 0.05 * trueMs);
      assertTrue(prediction.upperMs().orElseThrow() >= prediction.latencyMs());
    }
    assertTrue(model.error().orElseThrow().mape() < 0.025, model.error().toString());
  }

  @Test
  void takesTheNetworksWhereTheTableIsTooSparse() {
    List<OperationMeasurement> few = DEVICE.allOperations().subList(0, 3);
    assertEquals(List.of(), model(few, 60, 0, a -> true).missing(TinySpace.lower(largest())));
  }

  @Test
  void tooFewNetworksSayNothing() {
    LatencyModel model = model(List.of(), 10, 0, arch -> true);
    Network network = TinySpace.lower(largest());
    assertEquals(0, model.coverage(network));
    assertTrue(refusal(model, network).contains("has no row"));
  }

  @Test
  void refusesResolutionsBeyondTheMeasured() {
    int last = TinySpace.SPACE.resolutions().get(TinySpace.SPACE.resolutions().size() - 1);
    LatencyModel model = model(0, arch -> arch.resolution() < last);
    String refusal = refusal(model, TinySpace.lower(largest()));
    assertTrue(refusal.contains("resolution " + last + " is outside the measured"), refusal);
  }

  @Test
  void interpolatesResolutionsBetweenTheMeasured() {
    int middle = TinySpace.SPACE.resolutions().get(1);
    LatencyModel model = model(0, arch -> arch.resolution() != middle);
    Network network = TinySpace.lower(largest().withResolution(middle));
    double trueMs = SyntheticDevice.trueUs(network) / 1e3;
    assertEquals(trueMs, model.predict(network).latencyMs(), 0.03 * trueMs);
  }

  @Test
  void refusesAKernelSizeThatNoMeasuredNetworkHas() {
    int kernel = TinySpace.SPACE.stages().get(0).maxKernel();
    LatencyModel model = model(0, arch -> !anyBlock(arch, block -> block.kernel() == kernel));
    Network network = TinySpace.lower(largest());
    assertTrue(model.coverage(network) > 0 && model.coverage(network) < 1);
    String refusal = refusal(model, network);
    assertTrue(refusal.contains("no measured network has stage1, kernel " + kernel), refusal);
  }

  @Test
  void refusesTasksThatWereNotMeasured() {
    LatencyModel model = model(0, arch -> true);
    String classes = refusal(model, lower(100, 1));
    assertTrue(classes.contains("100 classes are outside the measured 4 to 4"), classes);
    String channels = refusal(model, lower(4, 3));
    assertTrue(channels.contains("no measured network has stem, channels 3"), channels);
  }

  private static Network lower(int classes, int channels) {
    return TinySpace.SPACE.lower(Task.of(TinySpace.SPACE, classes, channels), largest());
  }

  @Test
  void oneMoreBlockIsNeverFasterHoweverNoisyTheMeasurements() {
    LatencyModel model = model(0.3, arch -> true);
    for (Arch arch : TinySpace.randomArchs(200, 5)) {
      for (int i = 0; i < ArchSpec.of(arch).stages().size(); i++) {
        List<StageChoice> stages = new ArrayList<>(ArchSpec.of(arch).stages());
        List<BlockChoice> blocks = new ArrayList<>(stages.get(i).blocks());
        if (blocks.size() < TinySpace.SPACE.stages().get(i).maxDepth()) {
          blocks.add(blocks.get(0));
          stages.set(i, new StageChoice(stages.get(i).width(), blocks));
          Arch deeper = new ArchSpec(arch.resolution(), stages);
          assertTrue(ms(model, deeper) > ms(model, arch), arch + " " + deeper);
        }
      }
    }
  }

  private static double ms(LatencyModel model, Arch arch) {
    return model.predict(TinySpace.lower(arch)).latencyMs();
  }

  private static Arch largest() {
    return TinySpace.SPACE.largest();
  }
}
