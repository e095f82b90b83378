package io.edgenas.pipeline.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class AccuracyLatencyPlotTest {
  private static final List<Point> POINTS =
      IntStream.range(0, 50).mapToObj(i -> new Point(1 + i * 0.1, 0.7 + i * 0.002)).toList();
  private static final List<Point> FOUND = List.of(new Point(1.4, 0.75), new Point(3.9, 0.81));
  private static final List<Point> HAND_MADE = List.of(new Point(2, 0.71), new Point(3, 0.73));
  private static final AccuracyLatencyPlot PLOT = plot(HAND_MADE, List.of(1.5, 4.0));

  private static AccuracyLatencyPlot plot(List<Point> handMade, List<Double> budgetsMs) {
    return new AccuracyLatencyPlot("test", POINTS, POINTS, handMade, FOUND, budgetsMs);
  }

  private static long pixels(byte[] png, int rgb) throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .filter(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xFFFFFF) == rgb)
        .count();
  }

  @Test
  void drawsEveryKindOfThing() throws Exception {
    byte[] png = PLOT.png();
    for (int colour : new int[] {0xB0B7C0, 0x1F5AA6, 0xD97A00, 0xC0392B, 0x2E7D32}) {
      assertTrue(pixels(png, colour) > 50, () -> "pixels of colour " + colour);
    }
  }

  @Test
  void drawsALinePerBudget() throws Exception {
    AccuracyLatencyPlot one = plot(HAND_MADE, List.of(1.5));
    double ratio = (double) pixels(PLOT.png(), 0x2E7D32) / pixels(one.png(), 0x2E7D32);
    assertEquals(2, ratio, 0.5);
  }

  @Test
  void doesWithoutHandMadeSubnets() throws Exception {
    assertEquals(0, pixels(plot(List.of(), List.of(1.5)).png(), 0xD97A00));
  }

  @Test
  void isTheSamePictureForTheSameData() throws Exception {
    assertArrayEquals(PLOT.png(), PLOT.png());
  }
}
