package io.edgenas.search.strategy.halving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.search.effort.Levels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {
  private static final Levels LEVELS = new Levels(List.of(100, 300, 900, 2_700, 8_100));

  private static List<Double> curve(PowerLaw law, int levels) {
    return LEVELS.efforts().stream().limit(levels).map(law::at).toList();
  }

  @ParameterizedTest
  @CsvSource({"0.9,2,0.5", "0.7,0.8,0.1", "0.95,300,1.5", "0.6,1,0.3"})
  void recoversAKnownLawFromThreePointsAndFromFour(double limit, double rise, double rate) {
    PowerLaw law = new PowerLaw(limit, rise, rate);
    for (int levels : new int[] {3, 4}) {
      PowerLaw fitted = PowerLaw.fit(LEVELS.efforts().subList(0, levels), curve(law, levels)).get();
      assertEquals(limit, fitted.limit(), 1e-5 * limit);
      assertEquals(rise, fitted.rise(), 1e-4 * rise);
      assertEquals(rate, fitted.rate(), 1e-5 * rate);
    }
  }

  @Test
  void tellsCurvesThatCrossApart() {
    List<Double> quick = curve(new PowerLaw(0.80, 30, 1), 3);
    List<Double> slow = curve(new PowerLaw(0.90, 3, 0.4), 3);
    assertTrue(Forecast.last(quick).value() > Forecast.last(slow).value());
    Forecast ofQuick = Forecast.of(LEVELS, quick);
    Forecast ofSlow = Forecast.of(LEVELS, slow);
    assertTrue(ofQuick.extrapolated() && ofSlow.extrapolated());
    assertTrue(ofSlow.value() > ofQuick.value());
    assertEquals(new PowerLaw(0.90, 3, 0.4).at(8_100), ofSlow.value(), 1e-6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0.5 0.6; too few points",
        "0.6 0.5 0.4; falls",
        "0.5 0.5 0.5; does not rise",
        "0.5 0.6 0.75; rises ever faster",
        "0.5 0.6 0.7; rises without end",
        "0.5 0.7 0.6; falls at the end",
        "0.5 0.6 0.7 0.79; promises more than was seen",
        "0.5 0.4 0.5 0.4; noise",
      })
  void fallsBackToTheLastValueAndSaysSo(String values, String why) {
    List<Double> curve = Arrays.stream(values.split(" ")).map(Double::valueOf).toList();
    Levels many = new Levels(List.of(1, 3, 9, 27, 100_000));
    Forecast forecast = Forecast.of(many, curve);
    assertFalse(forecast.extrapolated(), why + ": " + forecast);
    assertEquals(curve.get(curve.size() - 1), forecast.value(), why);
  }

  @Test
  void whatIsKnownWithTheFullEffortIsNotGuessed() {
    List<Double> curve = new ArrayList<>(curve(new PowerLaw(0.9, 2, 0.5), 4));
    curve.add(0.1);
    assertEquals(new Forecast(0.1, false), Forecast.of(LEVELS, curve));
  }
}
