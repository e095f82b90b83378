package io.edgenas.onnx.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks ONNX Runtime for a provider with its options, by the call that each provider has. */
final class ProviderSetup {
  private ProviderSetup() {}

  /**
   * @throws OrtException if the provider or an option is not there
   * @throws BadInputException if ONNX Runtime's Java interface has no way to the provider or option
   */
  static void add(SessionOptions options, RuntimeConfig config) throws OrtException {
    SortedMap<String, String> settings = config.providerOptions();
    switch (OrtRuntime.provider(config.provider())) {
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
      case OPEN_VINO -> options.addOpenVINO(only(config, "device_type", ""));
      case DIRECT_ML -> options.addDirectML(device(config));
      case ROCM -> options.addROCM(device(config));
      default -> addWithoutOptions(options, config);
    }
  }

  private static void addWithoutOptions(SessionOptions options, RuntimeConfig config)
      throws OrtException {
    OrtProvider provider = OrtRuntime.provider(config.provider());
    if (provider != OrtProvider.DNNL
        && provider != OrtProvider.NNAPI
        && provider != OrtProvider.ACL) {
      throw new BadInputException(
          "ONNX Runtime's Java interface has no call that adds provider '"
              + config.provider()
              + "': choose another");
    }
    if (!config.providerOptions().isEmpty()) {
      throw new BadInputException(
          "provider '%s' takes no options: remove %s"
              .formatted(config.provider(), config.providerOptions()));
    }
    switch (provider) {
      case DNNL -> options.addDnnl(true);
      case NNAPI -> options.addNnapi();
      default -> options.addACL(false);
    }
  }

  /** The value of the one option that the provider takes. */
  private static String only(RuntimeConfig config, String key, String otherwise) {
    for (String given : config.providerOptions().keySet()) {
      if (!given.equals(key)) {
        throw new BadInputException(
            "provider '%s' has no option '%s'%s: it takes %s alone"
                .formatted(
                    config.provider(),
                    Check.shown(given),
                    Check.didYouMean(given, List.of(key)),
                    key));
      }
    }
    return config.providerOptions().getOrDefault(key, otherwise);
  }

  private static int device(RuntimeConfig config) {
    String device = only(config, "device_id", "0");
    if (!device.matches("[0-9]{1,4}")) {
      throw new BadInputException(
          "device_id '%s' of provider '%s' is not allowed: a number from 0 to 9999"
              .formatted(Check.shown(device), config.provider()));
    }
    return Integer.parseInt(device);
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
