package io.edgenas.supernet.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The thread on which tensors live. libtorch keeps its gradient mode per thread and allocates from
 * per-thread arenas; DJL allows one gradient collector per process. So all tensor work of a
 * supernet runs here, with gradients off unless a gradient collector is open.
 *
 * <p>Whatever takes or gives an {@code NDArray} must be called on this thread ({@link
 * #requireCurrent}); whatever takes and gives Java values may be called on any and comes here by
 * {@link #call}. Closing it releases every array that is left.
 */
public final class TensorThread implements AutoCloseable {
  private final ExecutorService executor;
  private final Thread thread;
  private final Engine engine;
  private final NDManager manager;

  private TensorThread(ExecutorService executor, Thread thread, Engine engine, NDManager manager) {
    this.executor = executor;
    this.thread = thread;
    this.engine = engine;
    this.manager = manager;
  }

  /**
   * Starts a tensor thread, and the engine if it has not been loaded yet (the first time on a
   * machine it unpacks some 450 MB into the user's cache folder).
   */
  public static TensorThread start(EngineSettings settings) {
    ExecutorService executor =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread created = new Thread(task, "edgenas-tensors");
              created.setDaemon(true);
              return created;
            });
    try {
      return get(
          executor.submit(
              () -> {
                Engine engine = settings.load();
                TorchCalls.gradientsOff();
                Device device = settings.gpu() ? engine.defaultDevice() : Device.cpu();
                return new TensorThread(
                    executor, Thread.currentThread(), engine, engine.newBaseManager(device));
              }));
    } catch (RuntimeException | Error e) {
      executor.shutdown();
      throw e;
    }
  }

  /** The root of this thread's arrays; owned by the thread, use sub-managers. */
  public NDManager manager() {
    return manager;
  }

  public Engine engine() {
    return engine;
  }

  /** Whether the caller runs on this thread. */
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /**
   * @throws IllegalStateException if the caller runs on another thread
   */
  public void requireCurrent() {
    if (!isCurrent()) {
      throw new IllegalStateException(
          "tensor work on thread '"
              + Thread.currentThread().getName()
              + "': call it within TensorThread.call");
    }
  }

  /**
   * Runs a task on this thread and waits for it; at once if the caller already runs on it. An
   * interrupt of the caller does not end the wait, since native work cannot be interrupted and
   * half-written files are worse than a late answer; the caller finds its interrupt flag set.
   */
  public <T> T call(Callable<T> task) {
    if (!isCurrent()) {
      return get(executor.submit(task));
    }
    try {
      return task.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@link #call} for a task without a result. */
  public void run(Runnable task) {
    call(Executors.callable(task));
  }

  private static <T> T get(Future<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    if (!executor.isShutdown()) {
      run(manager::close);
      executor.shutdown();
    }
  }
}
