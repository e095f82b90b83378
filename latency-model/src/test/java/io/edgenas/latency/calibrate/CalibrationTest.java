package io.edgenas.latency.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.latency.MissingRowException;
import io.edgenas.latency.SyntheticDevice;
import io.edgenas.latency.calibrate.Calibration.Sample;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.Operation;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final LayerCosts COSTS =
      new LayerCosts() {
        @Override
        public double constantUs() {
          return SyntheticDevice.OVERHEAD_US;
        }

        @Override
        public OptionalDouble layerUs(Network network, Layer layer) {
          return OptionalDouble.of(SyntheticDevice.workUs(layer.operation()));
        }

        @Override
        public Map<String, Double> shares(Operation operation) {
          return Map.of();
        }

        @Override
        public MissingRowException missing(Network network, List<Operation> missing) {
          throw new AssertionError("nothing is missing");
        }
      };

  private static final List<Network> NETWORKS =
      TinySpace.randomArchs(600, 8).stream().distinct().map(TinySpace::lower).toList();

  private static double plainUs(Network network) {
    return SyntheticDevice.OVERHEAD_US
        + network.operations().stream().mapToDouble(SyntheticDevice::workUs).sum();
  }

  /** The latency of a network whose layers take their work times a factor. */
  private static ToDoubleFunction<Network> scaled(ToDoubleBiFunction<Network, Layer> factor) {
    return network ->
        SyntheticDevice.OVERHEAD_US
            + network.layers().stream()
                .mapToDouble(
                    layer ->
                        SyntheticDevice.workUs(layer.operation())
                            * factor.applyAsDouble(network, layer))
                .sum();
  }

  @Test
  void isThePlainCostsWithoutNetworks() {
    Calibration none = Calibration.fit(COSTS, List.of());
    assertEquals(plainUs(NETWORKS.get(0)), none.latencyUs(NETWORKS.get(0)), 1e-9);
    assertEquals(0, none.leftOutUs().length);
  }

  @Test
  void isTheMedianRatioForFewNetworks() {
    List<Sample> samples = new ArrayList<>();
    for (double ratio : new double[] {1.1, 1.2, 20}) {
      Network network = NETWORKS.get(samples.size());
      samples.add(new Sample(network, ratio * plainUs(network)));
    }
    Network other = NETWORKS.get(9);
    assertEquals(1.2 * plainUs(other), Calibration.fit(COSTS, samples).latencyUs(other), 1e-9);
  }

  @Test
  void findsTheScaleOfADevice() {
    assertFits(network -> 1.1 * plainUs(network), 0, 60, 0.002);
  }

  @Test
  void findsAScaleOfTheBlocksAlone() {
    assertFits(
        scaled((network, layer) -> layer.operation() instanceof MbConvOp ? 1.25 : 1), 0, 60, 0.01);
  }

  @Test
  void findsACostPerLayer() {
    assertFits(network -> plainUs(network) + 3 * network.layers().size(), 0, 60, 0.01);
  }

  /** The first layer would have to take less than nothing. */
  @Test
  void predictsItsOwnNetworksWhereWhatExplainsThemBestIsImpossible() {
    ToDoubleFunction<Network> device =
        network -> plainUs(network) - 3 * SyntheticDevice.workUs(network.operations().get(0));
    List<Sample> samples =
        NETWORKS.subList(0, 48).stream()
            .map(network -> new Sample(network, device.applyAsDouble(network)))
            .toList();
    Calibration fitted = Calibration.fit(COSTS, samples);
    double bias =
        samples.stream()
            .mapToDouble(s -> fitted.latencyUs(s.network()) / s.measuredUs() - 1)
            .average()
            .orElseThrow();
    assertEquals(0, bias, 0.001);
  }

  @Test
  void findsAKernelSizeThatCostsMoreThanItsTableSays() {
    ToDoubleFunction<Network> device =
        scaled(
            (network, layer) ->
                layer.operation() instanceof MbConvOp block && block.kernel() == 5 ? 1.4 : 1);
    assertFits(device, 0.005, 60, 0.015);
    assertFits(device, 0.005, 200, 0.006);
  }

  @Test
  void findsAResolutionThatIsSlow() {
    int slow = TinySpace.SPACE.resolutions().get(1);
    assertFits(
        scaled((network, layer) -> network.arch().resolution() == slow ? 1.3 : 1),
        0.005,
        100,
        0.01);
  }

  @Test
  void findsThatLargeNetworksAreSlowerThanTheirLayers() {
    double mean = NETWORKS.stream().mapToLong(Network::params).average().orElseThrow();
    assertFits(n -> plainUs(n) * (0.7 + 0.2 * n.params() / mean), 0.01, 24, 0.012);
  }

  @Test
  void moreWeightsNeverMakeTheRestFaster() {
    double mean = NETWORKS.stream().mapToLong(Network::params).average().orElseThrow();
    Calibration odd =
        Calibration.fit(
            COSTS, samples(n -> plainUs(n) * (1.3 - 0.2 * n.params() / mean), 0.01, 40));
    for (Network network : NETWORKS.subList(0, 100)) {
      double sum =
          network.layers().stream()
              .mapToDouble(l -> odd.layer(network, l).orElseThrow().us())
              .sum();
      assertTrue(odd.latencyUs(network) >= sum * (1 - 1e-9));
    }
  }

  @Test
  void standsNoise() {
    assertFits(network -> 0.9 * plainUs(network) + 3 * network.layers().size(), 0.03, 60, 0.02);
    assertFits(network -> 1.1 * plainUs(network), 0.03, 8, 0.03);
    assertFits(network -> 1.1 * plainUs(network), 0.03, 20, 0.02);
  }

  @Test
  void everyLayerCostsMoreThanNothingWhateverWasMeasured() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 5; round++) {
      Calibration wild =
          Calibration.fit(COSTS, samples(n -> random.nextDouble(1, 1_000), 0, 20 + round));
      for (Network network : NETWORKS.subList(0, 100)) {
        assertTrue(wild.latencyUs(network, List.of()) >= 0);
        for (Layer layer : network.layers()) {
          assertTrue(wild.layer(network, layer).orElseThrow().us() > 0, layer.name());
        }
      }
    }
  }

  @Test
  void whatItSaysOfALeftOutNetworkIsWhatAFitWithoutItSays() {
    List<Sample> samples = samples(network -> 1.1 * plainUs(network), 0.02, 40);
    double[] leftOutUs = Calibration.fit(COSTS, samples).leftOutUs();
    for (int i = 0; i < samples.size(); i++) {
      List<Sample> others = new ArrayList<>(samples);
      Network out = others.remove(i).network();
      double us = Calibration.fit(COSTS, others).latencyUs(out);
      // Median scale and spreads are those of all networks in the one, of the others in the other.
      assertEquals(us, leftOutUs[i], 0.03 * us);
    }
  }

  /** Judges the mean error against the true latencies of other networks. */
  private static void assertFits(
      ToDoubleFunction<Network> trueUs, double noise, int fitted, double meanError) {
    Calibration calibration = Calibration.fit(COSTS, samples(trueUs, noise, fitted));
    double error =
        NETWORKS.subList(300, 500).stream()
            .mapToDouble(n -> Math.abs(calibration.latencyUs(n) / trueUs.applyAsDouble(n) - 1))
            .average()
            .orElseThrow();
    assertTrue(error <= meanError, error + " with " + fitted);
  }

  private static List<Sample> samples(ToDoubleFunction<Network> trueUs, double noise, int count) {
    SplittableRandom random = new SplittableRandom(13);
    return NETWORKS.subList(0, count).stream()
        .map(n -> new Sample(n, trueUs.applyAsDouble(n) * Math.exp(noise * random.nextGaussian())))
        .toList();
  }
}
