package io.edgenas.data.batch;

import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongFunction;

/**
 * Prepares the batches of coming steps on one background thread while the present one computes.
 *
 * <p>At most {@code depth} finished batches wait, one more is being made. Batches come out in the
 * order of their steps. Those taken belong to the caller, who closes each after its backward pass;
 * their memory is not touched before. Closing the prefetcher stops the thread and closes what was
 * not taken.
 */
public final class BatchPrefetcher implements AutoCloseable {
  private final BlockingQueue<FutureTask<Batch>> queue;
  private final Thread thread;
  private long next;
  private final long end;
  private volatile boolean closed;

  /**
   * @param batches makes the batch of a step; called on the background thread only
   * @param from first step
   * @param end step after the last
   * @param depth number of finished batches that may wait, at least 1
   */
  public BatchPrefetcher(LongFunction<Batch> batches, long from, long end, int depth) {
    this.queue = new ArrayBlockingQueue<>(depth);
    this.next = from;
    this.end = end;
    this.thread = new Thread(() -> produce(batches, from), "edgenas-batches");
    thread.setDaemon(true);
    thread.start();
  }

  private void produce(LongFunction<Batch> batches, long from) {
    try {
      for (long step = from; step < end && !closed; step++) {
        long current = step;
        FutureTask<Batch> task = new FutureTask<>(() -> batches.apply(current));
        task.run();
        queue.put(task);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a step is left. */
  public boolean hasNext() {
    return next < end;
  }

  /**
   * The batch of the next step, waiting for it if need be; the caller closes it.
   *
   * @throws NoSuchElementException after the last step
   * @throws RuntimeException what making the batch threw, as it was thrown
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  public Batch next() throws InterruptedException {
    if (!hasNext()) {
      throw new NoSuchElementException("no step is left: the last was " + (end - 1));
    }
    if (closed) {
      throw new CancellationException("the prefetcher is closed");
    }
    next++;
    return result(queue.take());
  }

  private static Batch result(FutureTask<Batch> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Stops the thread and closes the batches that were not taken. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    for (FutureTask<Batch> task = queue.poll(); task != null; task = queue.poll()) {
      discard(task);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void discard(FutureTask<Batch> task) {
    try {
      task.get().close();
    } catch (ExecutionException e) {
      // The batch was never made: there is nothing to give back, and nobody asked for it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
