package io.edgenas.supernet.elastic;

import io.edgenas.base.output.Sha256;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.data.MemoryDataset;
import io.edgenas.images.Fit;
import io.edgenas.images.Image;
import io.edgenas.images.InputContract;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Drawn images of four classes that a tiny network can tell apart: stripes, rings and checks. */
public final class TinyData {
  private static final int SIDE = 20;

  public static final InputContract CONTRACT =
      InputContract.of(1, SIDE, Fit.STRETCH, List.of(0.5), List.of(0.25));

  private TinyData() {}

  /** As many training images as asked for, and 80 for validation. */
  public static DataSplits splits(int train) {
    return new DataSplits(
        TinySpace.TASK.labels(),
        1,
        SIDE,
        images(train, 1),
        images(80, 2),
        MemoryDataset.EMPTY,
        Sha256.of("tiny " + train),
        List.of());
  }

  private static Dataset images(int count, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<Image> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(image(i % 4, random));
      labels.add(i % 4);
    }
    return new MemoryDataset(images, labels);
  }

  private static Image image(int label, RandomGenerator random) {
    double period = 4 + 2 * random.nextDouble();
    double shift = period * random.nextDouble();
    byte[] samples = new byte[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double wave =
            switch (label) {
              case 0 -> wave(x + shift, period);
              case 1 -> wave(y + shift, period);
              case 2 -> wave(Math.hypot(x - SIDE / 2.0, y - SIDE / 2.0) + shift, period);
              default -> wave(x + shift, period) * wave(y + shift, period);
            };
        double value = 128 + 80 * wave + 30 * random.nextGaussian();
        samples[y * SIDE + x] = (byte) Math.max(0, Math.min(255, (int) value));
      }
    }
    return Image.of(SIDE, SIDE, 1, samples);
  }

  private static double wave(double position, double period) {
    return Math.sin(2 * Math.PI * position / period);
  }
}
