package io.edgenas.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {
  /** Width multiplier 1.2 of once-for-all, and the corners of the rule. */
  @ParameterizedTest
  @CsvSource({
    "19.2, 24",
    "28.8, 32",
    "48, 48",
    "96, 96",
    "134.4, 136",
    "192, 192",
    "1, 8",
    "8, 8",
    "11, 16",
    "12, 16",
    "16, 16",
    "18, 24",
    "19.9, 24",
    "20, 24",
    "27, 32",
    "36, 40",
    "37, 40"
  })
  void roundsToMultiplesOfEight(double channels, int expected) {
    assertEquals(expected, Channels.makeDivisible(channels));
  }

  @Test
  void neverLosesMoreThanATenthNorGainsMoreThanEight() {
    for (int tenths = 80; tenths < 20_000; tenths++) {
      double channels = tenths / 10.0;
      int rounded = Channels.makeDivisible(channels);
      assertEquals(0, rounded % 8);
      assertTrue(rounded >= 0.9 * channels && rounded <= channels + 8, channels + " " + rounded);
    }
  }

  @Test
  void middleChannelsAreRoundedHalfToEvenFirst() {
    assertEquals(144, Channels.middle(24, 6));
    assertEquals(Channels.makeDivisible(12), Channels.middle(5, 2.5));
    assertEquals(Channels.makeDivisible(108), Channels.middle(43, 2.5));
  }

  @Test
  void squeezedChannelsAreAQuarter() {
    assertEquals(24, Channels.squeeze(96));
    assertEquals(8, Channels.squeeze(16));
    assertEquals(240, Channels.squeeze(960));
  }
}
