package io.edgenas.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import io.edgenas.input.BadInputException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sessions as a configuration asks for them: all optimisations, operators one after the other. */
final class SessionFactory {
  private SessionFactory() {}

  /**
   * @return a session that the caller closes
   */
  static OrtSession create(byte[] onnx, RuntimeConfig config) throws OrtException {
    OrtRuntime.requireProvider(config.provider());
    try (SessionOptions options = new SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setInterOpNumThreads(1);
      options.setIntraOpNumThreads(config.threads());
      // Otherwise a file that is both, and was checked as ONNX, could be taken for its ORT format.
      options.addConfigEntry("session.load_model_format", "ONNX");
      addProvider(options, config);
      return OrtRuntime.environment().createSession(onnx, options);
    }
  }

  private static void addProvider(SessionOptions options, RuntimeConfig config)
      throws OrtException {
    SortedMap<String, String> settings = config.providerOptions();
    OrtProvider provider = OrtRuntime.provider(config.provider());
    switch (provider) {
      case CPU -> {} // ONNX Runtime adds it itself, last.
      case CUDA -> addCuda(options, settings);
      case TENSOR_RT -> addTensorRt(options, settings);
      case XNNPACK -> {
        SortedMap<String, String> all = new TreeMap<>(settings);
        all.putIfAbsent("intra_op_num_threads", Integer.toString(config.threads()));
        options.addXnnpack(all);
      }
      case CORE_ML -> options.addCoreML(settings);
      case QNN -> options.addQnn(settings);
      case WEBGPU -> options.addWebGPU(settings);
      default -> addWithoutOptions(options, provider, config);
    }
  }

  private static void addWithoutOptions(
      SessionOptions options, OrtProvider provider, RuntimeConfig config) throws OrtException {
    if (!config.providerOptions().isEmpty()) {
      throw new BadInputException(
          "provider '%s' takes no options: remove %s"
              .formatted(config.provider(), config.providerOptions()));
    }
    switch (provider) {
      case DNNL -> options.addDnnl(true);
      case OPEN_VINO -> options.addOpenVINO("");
      case NNAPI -> options.addNnapi();
      case DIRECT_ML -> options.addDirectML(0);
      case ACL -> options.addACL(false);
      case ROCM -> options.addROCM();
      default ->
          throw new BadInputException(
              "provider '"
                  + config.provider()
                  + "' cannot be configured through ONNX Runtime's Java interface: choose another");
    }
  }

  private static void addCuda(SessionOptions options, Map<String, String> settings)
      throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions()) {
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        cuda.add(setting.getKey(), setting.getValue());
      }
      options.addCUDA(cuda);
    }
  }

  private static void addTensorRt(SessionOptions options, Map<String, String> settings)
      throws OrtException {
    try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions()) {
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        tensorRt.add(setting.getKey(), setting.getValue());
      }
      options.addTensorrt(tensorRt);
    }
  }
}
