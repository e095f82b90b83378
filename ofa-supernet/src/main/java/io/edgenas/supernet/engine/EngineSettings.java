package io.edgenas.supernet.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.util.Utils;
import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.output.CacheFolder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How the tensor engine computes.
 *
 * @param threads threads of one native operation, 1 to 1,024. The engine reads it when it loads:
 *     once per process, so later settings of another number are refused.
 * @param device what it computes on
 */
public record EngineSettings(int threads, DeviceType device) {
  private static final String THREADS = "ai.djl.pytorch.num_threads";
  private static final int MAX_THREADS = 1_024;

  public EngineSettings {
    Check.range("tensor threads", threads, 1, MAX_THREADS);
  }

  /** Computes on the CPU with as many threads as the machine has processors. */
  public static EngineSettings ofThisMachine() {
    return ofThisMachine(DeviceType.CPU);
  }

  /**
   * Computes on a device with as many threads as the machine has processors.
   *
   * @throws BadInputException if what the device needs is not there, saying how to get it
   */
  public static EngineSettings ofThisMachine(DeviceType device) {
    if (device == DeviceType.GPU) {
      Cuda.requireLibraries();
    }
    return new EngineSettings(
        Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()), device);
  }

  /**
   * Loads the engine with these settings, or finds it loaded with them.
   *
   * <p>DJL takes environment variables over system properties, so what the user has exported wins.
   * Without these settings it would look for downloads, report its use, and choose natives by the
   * graphics cards that it finds.
   */
  Engine load() {
    synchronized (EngineSettings.class) {
      setIfAbsent("ai.djl.offline", "true"); // the property of the variable DJL_OFFLINE
      setIfAbsent("OPT_OUT_TRACKING", "true");
      setIfAbsent("ai.djl.pytorch.graph_optimizer", "false"); // for TorchScript, unused; logs
      setIfAbsent("org.slf4j.simpleLogger.log.ai.djl", "warn");
      setIfAbsent("PYTORCH_FLAVOR", "cpu"); // natives that are on the class path win over it
      setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
      setIfAbsent(THREADS, Integer.toString(threads));
      String used = System.getProperty(THREADS);
      if (!used.equals(Integer.toString(threads))) {
        throw new IllegalStateException(
            "the tensor engine of this process computes with "
                + used
                + " threads: "
                + threads
                + " need a new process");
      }
      return loaded();
    }
  }

  private static Engine loaded() {
    try {
      Closeable unpacking = EngineCache.prepare();
      try {
        return Engine.getEngine("PyTorch");
      } finally {
        unpacking.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (EngineException e) {
      throw explained(e);
    }
  }

  private static RuntimeException explained(EngineException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return new UncheckedIOException(notUnpacked(cause));
      }
      if (cause instanceof UnsatisfiedLinkError) {
        return new BadInputException(
            "PyTorch's libraries cannot be loaded ("
                + Check.shown("" + cause.getMessage())
                + "): if programs may not be run from there (noexec), name another folder in "
                + CacheFolder.VARIABLE
                + "; else check PYTORCH_LIBRARY_PATH and PYTORCH_FLAVOR, or unset them",
            failure);
      }
    }
    return failure;
  }

  private static IOException notUnpacked(Throwable cause) {
    return new IOException(
        "PyTorch's libraries cannot be unpacked into "
            + Utils.getEngineCacheDir("pytorch")
            + " ("
            + cause.getMessage()
            + "): they need 450 MB, once; make space there, or name another folder in the"
            + " environment variable "
            + CacheFolder.VARIABLE,
        cause);
  }

  /**
   * Returns the device on which arrays of the loaded engine lie.
   *
   * @throws BadInputException if it finds no such device
   */
  Device deviceOf(Engine engine) {
    if (device == DeviceType.CPU) {
      return Device.cpu();
    }
    Cuda.requireGpu(engine);
    return engine.defaultDevice();
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
