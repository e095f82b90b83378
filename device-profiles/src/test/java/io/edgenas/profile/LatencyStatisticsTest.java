package io.edgenas.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyStatisticsTest {
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0, -1, Double.POSITIVE_INFINITY, 1e12, 1e-9})
  void refusesWhatNoLatencyIs(double us) {
    String message = refused(() -> LatencyStatistics.of(us, us, us, 10));
    assertTrue(message.contains("median_us " + us), message);
  }

  @Test
  void refusesPercentilesOnTheWrongSideOfTheMedian() {
    String low = refused(() -> LatencyStatistics.of(10, 10.5, 11, 5));
    assertTrue(low.contains("p10_us 10.5 is above median_us 10.0"), low);
    String high = refused(() -> LatencyStatistics.of(10, 9, 9.5, 5));
    assertTrue(high.contains("median_us 10.0 is above p90_us 9.5"), high);
  }

  @Test
  void refusesAnIntervalThatLeavesTheMedianOut() {
    String message = refused(() -> LatencyStatistics.of(10, 9, 11, 10.1, 10.2, 5));
    assertTrue(message.contains("ci_low_us 10.1 is above median_us 10.0"), message);
  }

  @Test
  void refusesHalfAnInterval() {
    String message =
        refused(
            () ->
                new LatencyStatistics(
                    10, 9, 11, OptionalDouble.of(9.5), OptionalDouble.empty(), 5));
    assertTrue(message.contains("give both or neither"), message);
  }

  @Test
  void refusesZeroRuns() {
    String message = refused(() -> LatencyStatistics.of(10, 9, 11, 0));
    assertTrue(message.contains("runs 0"), message);
  }

  @Test
  void keepsTheInterval() {
    assertEquals(9.5, LatencyStatistics.of(10, 9, 11, 9.5, 10.5, 5).ciLowUs().getAsDouble());
  }

  private static String refused(Executable made) {
    return assertThrows(BadInputException.class, made).getMessage();
  }
}
