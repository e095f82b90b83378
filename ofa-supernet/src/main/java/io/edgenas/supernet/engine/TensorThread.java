package io.edgenas.supernet.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

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
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final ExecutorService executor;
  private final Thread thread;
  private final Engine engine;
  private final NDManager manager;
  private final Thread hook = new Thread(this::end, "edgenas-tensors-end");
  private volatile boolean ending;

  private TensorThread(ExecutorService executor, Thread thread, Engine engine, NDManager manager) {
    this.executor = executor;
    this.thread = thread;
    this.engine = engine;
    this.manager = manager;
  }

  /**
   * Starts a tensor thread, and the engine if it has not been loaded yet (the first time on a
   * machine it unpacks some 450 MB into the user's cache folder).
   *
   * @throws io.edgenas.base.input.BadInputException if the engine finds no such device
   * @throws UncheckedIOException if there is no space for what it unpacks
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
      TensorThread started =
          get(
              executor.submit(
                  () -> {
                    Engine engine = settings.load();
                    TorchCalls.gradientsOff();
                    Device device = settings.deviceOf(engine);
                    return new TensorThread(
                        executor, Thread.currentThread(), engine, engine.newBaseManager(device));
                  }));
      Runtime.getRuntime().addShutdownHook(started.hook);
      return started;
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

  /** Name and version of the engine, for provenance. */
  public String engineVersion() {
    return engine.getEngineName() + " " + engine.getVersion();
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
   *
   * @throws CancellationException if the process is ending
   * @throws UncheckedIOException with the task's {@code IOException} as its cause
   */
  public <T> T call(Callable<T> task) {
    if (!isCurrent()) {
      if (ending) {
        throw new CancellationException("the process is ending");
      }
      return get(executor.submit(task));
    }
    try {
      return task.call();
    } catch (Exception e) {
      throw unchecked(e);
    }
  }

  /** What a task threw, as its caller may throw it. */
  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof IOException io) {
      return new UncheckedIOException(io);
    }
    return thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
  }

  /** {@link #call} for a task without a result. */
  public void run(Runnable task) {
    call(Executors.callable(task));
  }

  /** Whether the process is ending: what runs on this thread should leave soon. */
  public boolean ending() {
    return ending;
  }

  /** Lets no other task begin and waits for the running one. */
  void end() {
    ending = true;
    executor.shutdown();
    try {
      executor.awaitTermination(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
      throw unchecked(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    if (ending || executor.isShutdown()) {
      return; // the system takes the memory back
    }
    run(manager::close);
    executor.shutdown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs and finds nothing to wait for.
    }
  }
}
