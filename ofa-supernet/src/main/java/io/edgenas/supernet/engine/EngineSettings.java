package io.edgenas.supernet.engine;

import ai.djl.engine.Engine;
import io.edgenas.input.Check;

/**
 * How the tensor engine computes.
 *
 * @param threads threads of one native operation, 1 to 1,024. The engine reads it when it loads:
 *     once per process, so later settings of another number are refused.
 * @param gpu whether a GPU is used where the engine finds one; without one the CPU computes
 */
public record EngineSettings(int threads, boolean gpu) {
  private static final String THREADS = "ai.djl.pytorch.num_threads";
  private static final int MAX_THREADS = 1_024;

  public EngineSettings {
    Check.range("tensor threads", threads, 1, MAX_THREADS);
  }

  /** As many threads as the machine has processors; a GPU where there is one. */
  public static EngineSettings ofThisMachine() {
    return new EngineSettings(
        Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()), true);
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
      return Engine.getEngine("PyTorch");
    }
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
