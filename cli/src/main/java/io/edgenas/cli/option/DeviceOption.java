package io.edgenas.cli.option;

import io.edgenas.supernet.engine.DeviceType;
import io.edgenas.supernet.engine.EngineSettings;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a command computes a supernet on: a mixin. */
public final class DeviceOption {
  @Option(
      names = "--device-type",
      paramLabel = "T",
      converter = Converter.class,
      defaultValue = "cpu",
      description =
          "cpu or gpu, on which the supernet is computed (default: ${DEFAULT-VALUE}); gpu needs"
              + " PyTorch's CUDA libraries, see docs/long-runs.md.")
  private DeviceType device;

  /** Reads a device in lower case, as the documents write it. */
  static final class Converter implements ITypeConverter<DeviceType> {
    @Override
    public DeviceType convert(String text) {
      for (DeviceType type : DeviceType.values()) {
        if (type.name().toLowerCase(Locale.ROOT).equals(text)) {
          return type;
        }
      }
      throw new TypeConversionException("'" + text + "' is not allowed: cpu or gpu");
    }
  }

  /**
   * The engine's settings.
   *
   * @throws io.edgenas.base.input.BadInputException if what the device needs is not there
   */
  public EngineSettings settings() {
    return EngineSettings.ofThisMachine(device);
  }
}
