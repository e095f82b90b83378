package io.edgenas.data.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Direct buffers that were given back, to be used again: fresh direct memory costs a page fault
 * every 4 KiB. Keeps at most {@value #KEPT}; safe for any number of threads.
 */
final class BufferPool {
  private static final int KEPT = 8;

  private final List<ByteBuffer> free = new ArrayList<>();

  /** A direct buffer of native order, at least {@code bytes} long, of arbitrary content. */
  synchronized ByteBuffer acquire(int bytes) {
    for (int i = 0; i < free.size(); i++) {
      if (free.get(i).capacity() >= bytes) {
        return free.remove(i);
      }
    }
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** Takes a buffer that nothing reads or writes any more. */
  synchronized void release(ByteBuffer buffer) {
    if (free.size() == KEPT) {
      free.remove(0);
    }
    free.add(buffer);
  }
}
