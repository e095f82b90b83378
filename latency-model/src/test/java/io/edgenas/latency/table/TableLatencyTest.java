package io.edgenas.latency.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.latency.SyntheticDevice;
import io.edgenas.operation.Operation;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.OperationMeasurement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TableLatencyTest {
  private static final TableLatency TABLE =
      new TableLatency(
          List.of(
              row("conv-in:3x10x10-out:8x5x5-k3-s2-g1-bn-relu", 20),
              row("conv-in:3x20x20-out:8x10x10-k3-s2-g1-bn-relu", 80),
              row("conv-in:1x10x10-out:8x5x5-k3-s2-g1-bn-relu", 7),
              row("mbconv-in:8x4x4-out:8x4x4-mid:16-k3-s1-relu-se-expand", 40),
              row("mbconv-in:8x8x8-out:8x8x8-mid:16-k3-s1-relu-se-expand", 100),
              row("mbconv-in:8x6x6-out:8x6x6-mid:16-k5-s1-relu-se-expand", 500),
              row("linear-in:64-out:2", 3),
              row("linear-in:64-out:10", 4),
              row("linear-in:64-out:100", 22),
              row("pool-in:8x4x4", 1),
              row("avgpool-in:8x4x4-out:8x4x4-k3-s1", 2),
              row("avgpool-in:8x8x8-out:8x8x8-k3-s1", 5),
              row("avgpool-in:8x6x6-out:8x3x3-k2-s2", 60),
              row("add-in:8x4x4-n2", 3),
              row("add-in:8x8x8-n2", 6),
              row("add-in:8x6x6-n3", 70),
              row("act-in:8x4x4-relu", 4),
              row("act-in:8x8x8-relu", 7),
              row("act-in:8x6x6-hswish", 80),
              row("zero-in:8x4x4", 5),
              row("zero-in:8x8x8", 8)));

  @Test
  void takesMeasuredOperationsAsTheyAre() {
    assertEquals(40, us("mbconv-in:8x4x4-out:8x4x4-mid:16-k3-s1-relu-se-expand"));
    assertEquals(7, us("conv-in:1x10x10-out:8x5x5-k3-s2-g1-bn-relu"));
  }

  @Test
  void interpolatesLinearlyInPixels() {
    double share = (36 - 16) / (64.0 - 16);
    assertEquals(
        40 + 60 * share, us("mbconv-in:8x6x6-out:8x6x6-mid:16-k3-s1-relu-se-expand"), 1e-9);
    assertEquals(
        20 + 60 * (144 - 100) / 300.0, us("conv-in:3x12x12-out:8x6x6-k3-s2-g1-bn-relu"), 1e-9);
  }

  @Test
  void noKindOfAGraphSharesItsCurveWithAnother() {
    double share = (36 - 16) / (64.0 - 16);
    assertEquals(2 + 3 * share, us("avgpool-in:8x6x6-out:8x6x6-k3-s1"), 1e-9);
    assertEquals(3 + 3 * share, us("add-in:8x6x6-n2"), 1e-9);
    assertEquals(4 + 3 * share, us("act-in:8x6x6-relu"), 1e-9);
    assertEquals(5 + 3 * share, us("zero-in:8x6x6"), 1e-9);
  }

  @Test
  void interpolatesLinearlyInClasses() {
    assertEquals(3.5, us("linear-in:64-out:6"), 1e-9);
    assertEquals(4 + 18 * 45 / 90.0, us("linear-in:64-out:55"), 1e-9);
  }

  @Test
  void neverExtrapolates() {
    assertMissing("linear-in:64-out:101");
    assertMissing("conv-in:3x22x22-out:8x11x11-k3-s2-g1-bn-relu");
    assertMissing("conv-in:3x8x8-out:8x4x4-k3-s2-g1-bn-relu");
    assertMissing("pool-in:8x5x5");
  }

  @Test
  void interpolatesOverNothingButSize() {
    assertMissing("conv-in:1x12x12-out:8x6x6-k3-s2-g1-bn-relu");
    assertMissing("conv-in:2x10x10-out:8x5x5-k3-s2-g1-bn-relu");
    assertMissing("mbconv-in:8x6x6-out:8x6x6-mid:16-k3-s1-hswish-se-expand");
    assertMissing("mbconv-in:8x6x6-out:8x6x6-mid:16-k3-s1-relu-nose-expand");
    assertMissing("mbconv-in:8x6x6-out:8x6x6-mid:24-k3-s1-relu-se-expand");
    assertMissing("mbconv-in:8x6x6-out:8x6x6-mid:16-k7-s1-relu-se-expand");
    assertMissing("linear-in:32-out:10");
    assertMissing("pool-in:4x4x4");
  }

  @Test
  void prefersTheRowOfTheNetworksResolution() {
    Operation classifier = Operation.parse("linear-in:64-out:10");
    TableLatency table =
        new TableLatency(
            List.of(row("linear-in:64-out:10", 4), at(classifier, 160, 5), at(classifier, 192, 9)));
    assertEquals(OptionalDouble.of(5), table.at(160).latencyUs(classifier));
    assertEquals(OptionalDouble.of(9), table.at(192).latencyUs(classifier));
    assertEquals(OptionalDouble.of(4), table.at(176).latencyUs(classifier));
  }

  @Test
  void takesTheMeanOfOtherResolutionsWhereARowIsForThemOnly() {
    Operation classifier = Operation.parse("linear-in:64-out:10");
    TableLatency table = new TableLatency(List.of(at(classifier, 160, 5), at(classifier, 192, 9)));
    assertEquals(OptionalDouble.of(7), table.at(176).latencyUs(classifier));
  }

  private static double us(String key) {
    return TABLE.at(10).latencyUs(Operation.parse(key)).orElseThrow();
  }

  private static void assertMissing(String key) {
    assertTrue(TABLE.at(10).latencyUs(Operation.parse(key)).isEmpty(), key);
  }

  private static OperationMeasurement row(String key, double us) {
    return SyntheticDevice.row(Operation.parse(key), us);
  }

  private static OperationMeasurement at(Operation operation, int resolution, double us) {
    return new OperationMeasurement(
        operation,
        OptionalInt.of(resolution),
        LatencyStatistics.of(us, us, us, 1),
        Optional.empty());
  }
}
