package io.edgenas.onnx.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.edgenas.base.input.BadInputException;

/** Sessions as a configuration asks for them: all optimisations, operators one after the other. */
final class SessionFactory {
  private SessionFactory() {}

  /**
   * @return a session that the caller closes
   * @throws BadInputException if the provider is not there or refuses its options
   */
  static OrtSession create(byte[] onnx, RuntimeConfig config) throws OrtException {
    OrtRuntime.requireProvider(config.provider());
    return open(onnx, config, false);
  }

  /**
   * Opens a session as {@link #create} does, but asks for the provider whether or not it is
   * compiled in.
   *
   * @param withoutCpu whether to fail where a node would be left to the CPU
   */
  static OrtSession open(byte[] onnx, RuntimeConfig config, boolean withoutCpu)
      throws OrtException {
    try (SessionOptions options = options(config)) {
      if (withoutCpu) {
        options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
      }
      addProvider(options, config);
      return OrtRuntime.environment().createSession(onnx, options);
    }
  }

  static SessionOptions options(RuntimeConfig config) throws OrtException {
    OrtRuntime.environment();
    SessionOptions options = new SessionOptions();
    try {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setInterOpNumThreads(1);
      options.setIntraOpNumThreads(config.threads());
      // A session's threads go on spinning for a while when its run has ended. Where many sessions
      // are loaded, as on a bench, they would take the cores from the one that runs.
      options.addConfigEntry("session.force_spinning_stop", "1");
      // Otherwise a file that is both, and was checked as ONNX, could be taken for its ORT format.
      options.addConfigEntry("session.load_model_format", "ONNX");
      return options;
    } catch (OrtException e) {
      options.close();
      throw e;
    }
  }

  /** The model is not at fault where the provider is: the message says which it was. */
  private static void addProvider(SessionOptions options, RuntimeConfig config) {
    try {
      ProviderSetup.add(options, config);
    } catch (OrtException e) {
      throw new BadInputException(
          "provider '%s'%s is refused by ONNX Runtime %s: %s"
              .formatted(
                  config.provider(),
                  config.providerOptions().isEmpty() ? "" : " with " + config.providerOptions(),
                  OrtRuntime.version(),
                  e.getMessage()),
          e);
    }
  }
}
