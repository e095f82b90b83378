package io.edgenas.data;

import java.nio.file.Path;
import java.util.List;

/** Hears how a data set is opened, which takes long where images have to be decoded first. */
public interface OpeningListener {
  /** Hears nothing and never stops. */
  OpeningListener SILENT = new OpeningListener() {};

  /**
   * Told before images are decoded into a cache.
   *
   * @param folder where the cache comes to lie
   * @param images that are to be decoded now
   * @param found in the cache, of an earlier run
   * @param bytes about which the whole cache will have
   */
  default void decoding(Path folder, int images, int found, long bytes) {}

  /**
   * Told that decoded images of an earlier run are no longer what was decoded, before they are
   * decoded again.
   *
   * @param folder where the cache lies
   * @param images the files that they were decoded from
   */
  default void damaged(Path folder, List<Path> images) {}

  /**
   * Told now and then; from several threads, one at a time.
   *
   * @param what is being done: {@code reading}, {@code checking} or {@code decoding}
   */
  default void progressed(String what, int done, int wanted) {}

  /** Asked between images: whether to leave. What is decoded by then is kept. */
  default boolean stopped() {
    return false;
  }
}
