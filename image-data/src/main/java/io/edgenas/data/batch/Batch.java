package io.edgenas.data.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Preprocessed images with their labels.
 *
 * <p>Ownership: whoever receives a batch closes it, exactly when nothing reads its memory any more.
 * A tensor made from the buffer without a copy still reads it, and so does the backward pass of a
 * graph built on that tensor: close the batch after {@code backward} has returned, not before.
 * Closing hands the memory to a later batch.
 */
public final class Batch implements AutoCloseable {
  private final int[] labels;
  private final int channels;
  private final int resolution;
  private final BufferPool pool;
  private ByteBuffer memory;

  /** {@code memory} comes from {@code pool} and belongs to this batch until {@link #close}. */
  Batch(ByteBuffer memory, int[] labels, int channels, int resolution, BufferPool pool) {
    this.memory = memory;
    this.labels = labels;
    this.channels = channels;
    this.resolution = resolution;
    this.pool = pool;
  }

  /**
   * The images, {@code [size, resolution, resolution, channels]} float32, in a direct buffer of
   * native byte order, position 0, limit at the end of the last image. Not to be written to, not to
   * be read after {@link #close}.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public FloatBuffer imagesNhwc() {
    return bytesNhwc().asFloatBuffer();
  }

  /** The memory of {@link #imagesNhwc} as bytes: a direct buffer of native byte order. */
  public synchronized ByteBuffer bytesNhwc() {
    if (memory == null) {
      throw new IllegalStateException("the batch is closed: its memory may hold other images");
    }
    int bytes = size() * resolution * resolution * channels * Float.BYTES;
    return memory.slice(0, bytes).order(ByteOrder.nativeOrder());
  }

  /** Class indices, one per image; a copy. */
  public int[] labels() {
    return labels.clone();
  }

  /** Number of images. */
  public int size() {
    return labels.length;
  }

  /** 1 (grey) or 3 (RGB). */
  public int channels() {
    return channels;
  }

  /** Side of the square images in pixels. */
  public int resolution() {
    return resolution;
  }

  /** Gives the memory back for a later batch; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (memory != null) {
      pool.release(memory);
      memory = null;
    }
  }
}
