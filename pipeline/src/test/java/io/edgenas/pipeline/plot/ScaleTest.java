package io.edgenas.pipeline.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0     | 200       | 8 | 0 25 50 75 100 125 150 175 200",
        "91.76 | 93.18     | 8 | 91.8 92.0 92.2 92.4 92.6 92.8 93.0",
        "7.7e6 | 105.7e6   | 4 | 25M 50M 75M 100M",
        "0.052 | 0.148     | 4 | 0.075 0.100 0.125",
        "12000 | 64000     | 4 | 20k 40k 60k",
        "-1    | 1         | 4 | -1.0 -0.5 0.0 0.5 1.0",
      })
  void ticksAreRoundAndToldApart(double low, double high, int about, String labels) {
    Scale scale = new Scale(low, high, 0, 100);
    List<String> texts = scale.ticks(about).stream().map(tick -> scale.label(tick, about)).toList();
    assertEquals(labels, String.join(" ", texts));
  }

  @Test
  void endsLieAtTheEnds() {
    Scale up = new Scale(10, 20, 400, 100);
    assertEquals(400, up.pixel(10));
    assertEquals(100, up.pixel(20));
    assertEquals(250, up.pixel(15));
  }

  @Test
  void oneValueHasRoomAroundIt() {
    for (double value : new double[] {0, 5, -3}) {
      Scale scale = new Scale(value, value, 0, 100);
      assertEquals(50, scale.pixel(value), 1e-9);
      assertTrue(scale.ticks(4).size() >= 2);
    }
  }
}
