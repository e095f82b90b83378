package io.edgenas.cli.job;

import io.edgenas.space.SearchSpace;
import io.edgenas.space.Spaces;
import io.edgenas.supernet.data.DataSplits;

/** The space for images of a size, where nobody names one. */
public final class DefaultSpace {
  private static final String SMALL = "mobile-28";
  private static final String PHOTOS = "mobile-96";

  /** Between the largest resolution of the one and the smallest of the other, 32 and 96. */
  private static final int SMALLEST_PHOTO = 64;

  private DefaultSpace() {}

  /** The one with the largest resolution: images decoded for it do for every other. */
  public static SearchSpace ofLargest() {
    return Spaces.builtIn(PHOTOS);
  }

  /** The one for these images. */
  public static SearchSpace of(DataSplits data) {
    return Spaces.builtIn(data.nativeSize() < SMALLEST_PHOTO ? SMALL : PHOTOS);
  }
}
