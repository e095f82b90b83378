package io.edgenas.onnx.int8;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantizedWeightTest {
  private static final int CHANNELS = 16;

  /** What {@code vpmaddubsw} does: two products of an unsigned and a signed byte in 16 bits. */
  @Test
  void noTwoProductsOverflowSixteenBits() {
    SplittableRandom random = new SplittableRandom(1);
    for (int perChannel : new int[] {1, 2, 3, 9, 64}) {
      float[] weight = new float[CHANNELS * perChannel];
      for (int i = 0; i < weight.length; i++) {
        weight[i] = (float) random.nextDouble(-1, 1);
      }
      byte[] values = QuantizedWeight.of(weight, Optional.empty(), CHANNELS, 1).values();
      for (int from = 0; from < values.length; from += perChannel) {
        for (int i = from; i < from + perChannel; i++) {
          for (int j = from; j < i; j++) {
            int sum = 255 * (values[i] + values[j]);
            assertTrue(
                sum >= Short.MIN_VALUE && sum <= Short.MAX_VALUE, values[i] + " and " + values[j]);
          }
        }
      }
    }
  }

  @Test
  void aWeightThatNoneCanMeetKeepsAllEightBits() {
    float[] opposite = {1, -1};
    assertArrayEquals(
        new byte[] {127, -127}, QuantizedWeight.of(opposite, Optional.empty(), 1, 1).values());
    QuantizedWeight equal = QuantizedWeight.of(new float[] {1, 1}, Optional.empty(), 1, 1);
    assertArrayEquals(new byte[] {64, 64}, equal.values());
    assertEquals(1, 64 * equal.scales()[0], 1e-2);
  }
}
