package io.edgenas.supernet.evaluate;

import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.data.Seeds;
import io.edgenas.data.batch.ClassProportionalSample;

/** Draws the training images on which batch norm is recalibrated. */
public final class RecalibrationSample {
  private RecalibrationSample() {}

  /**
   * A class-proportional sample of the training images: a function of data, number and seed.
   *
   * @param images number of them; all training images where there are not more
   */
  public static Dataset of(DataSplits data, int images, long seed) {
    return ClassProportionalSample.of(
        data.train(), data.classes(), images, Seeds.generator(seed, "recalibration"));
  }
}
