package io.edgenas.data;

import io.edgenas.images.Fit;
import io.edgenas.images.Image;
import io.edgenas.images.InputContract;
import java.util.ArrayList;
import java.util.List;

/** The normalisation that a data set asks for. */
public final class DataStatistics {
  private static final int MAX_IMAGES = 10_000;
  private static final double SMALLEST_STD = 0.01;

  private DataStatistics() {}

  /**
   * Mean and standard deviation of the samples of each channel, on the scale 0 to 1, rounded to
   * four decimals; over at most 10,000 training images, evenly spread.
   *
   * @param size side of the square input in pixels
   */
  public static InputContract contract(DataSplits data, int size, Fit fit) {
    Dataset train = data.train();
    int images = Math.min(MAX_IMAGES, train.size());
    long[] sums = new long[data.channels()];
    long[] squares = new long[data.channels()];
    long pixels = 0;
    for (int i = 0; i < images; i++) {
      Image image = train.image((int) ((long) i * train.size() / images));
      byte[] samples = image.withChannels(data.channels()).toBytes();
      pixels += samples.length / data.channels();
      for (int j = 0; j < samples.length; j++) {
        int sample = samples[j] & 0xff;
        sums[j % data.channels()] += sample;
        squares[j % data.channels()] += (long) sample * sample;
      }
    }
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int c = 0; c < data.channels(); c++) {
      double mean = (double) sums[c] / pixels / 255;
      double square = (double) squares[c] / pixels / (255 * 255);
      double deviation = Math.sqrt(Math.max(0, square - mean * mean));
      means.add(rounded(mean));
      // A set of equal images must not end in a division by zero.
      deviations.add(rounded(Math.max(SMALLEST_STD, deviation)));
    }
    return InputContract.of(data.channels(), size, fit, means, deviations);
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }
}
