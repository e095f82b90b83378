package io.edgenas.data;

import java.nio.file.Path;

/** What a command decides about a data set while it is opened, before any image is decoded. */
public interface OpeningPlan {
  /**
   * Pixels to which {@code images:DIR} shrinks the shorter side of larger images: the largest
   * resolution used, or more.
   *
   * @param median of the images' shorter sides
   */
  int shorterSide(int median);

  /**
   * Refuses data that the command cannot use.
   *
   * @throws io.edgenas.base.input.BadInputException saying why, and what to do
   */
  default void require(DataPreview preview) {}

  /**
   * Returns where images are decoded to that the cache lacks: the cache, or a folder that somebody
   * removes, which leaves the cache as it is. Asked only if there are such images.
   */
  default Path decodeInto(Path cacheFolder) {
    return cacheFolder;
  }

  /**
   * Decides which images are decoded to compare them with a cache of an earlier run. A number that
   * nobody can foresee where the cache may come from somebody else.
   */
  default long checkSeed() {
    return 0;
  }
}
