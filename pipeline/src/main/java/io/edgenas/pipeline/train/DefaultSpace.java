package io.edgenas.pipeline.train;

import io.edgenas.space.mbconv.MbConvSpace;

/** The space for images of a size, where nobody names one. */
public final class DefaultSpace {
  private static final String SMALL = "mobile-28";
  private static final String PHOTOS = "mobile-96";

  /** Between the largest resolution of the one and the smallest of the other, 32 and 96. */
  private static final int SMALLEST_PHOTO = 64;

  private DefaultSpace() {}

  /**
   * @param nativeSize median of the images' shorter sides in pixels
   */
  public static MbConvSpace of(int nativeSize) {
    return MbConvSpace.builtIn(nativeSize < SMALLEST_PHOTO ? SMALL : PHOTOS);
  }
}
