package io.edgenas.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.latency.ModelError.Pair;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ModelErrorTest {
  private static final List<Pair> PAIRS =
      List.of(
          pair(160, 104, 100, 102), // 4 %
          pair(160, 216, 200, 198), // 8 %
          pair(192, 260, 300, 300)); // 13.3 %

  @Test
  void agreesWithHandComputedFigures() {
    ModelError error = ModelError.of(PAIRS);
    assertEquals(3, error.networks());
    assertEquals((0.04 + 0.08 + 40 / 300.0) / 3, error.mape(), 1e-12);
    assertEquals(1 / 3.0, error.within5(), 1e-12);
    assertEquals(2 / 3.0, error.within10(), 1e-12);
    assertEquals(1, error.tau().getAsDouble(), 1e-12);
    assertEquals((0.02 + 0.01 + 0) / 3, error.noiseFloor().getAsDouble(), 1e-12);
  }

  @Test
  void givesTauOfAResolutionOnlyWhereItIsDefined() {
    assertEquals(List.of(160), List.copyOf(ModelError.of(PAIRS).tauByResolution().keySet()));
  }

  @Test
  void hasNoNoiseFloorWhereNothingWasRepeated() {
    Pair once = new Pair(160, 104, 100, OptionalDouble.empty());
    assertTrue(ModelError.of(List.of(once)).noiseFloor().isEmpty());
  }

  private static Pair pair(int resolution, double predicted, double measured, double repeat) {
    return new Pair(resolution, predicted, measured, OptionalDouble.of(repeat));
  }
}
