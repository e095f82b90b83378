package io.edgenas.profiler.host;

import io.edgenas.onnx.runtime.OrtRuntime;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileIdentity;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine; texts that could not be found out are {@code unknown}.
 *
 * @param board model of the board or machine
 * @param cpu model of the CPU, several joined by {@code +}
 * @param gpu model of the GPU, {@code none} without one
 * @param cores CPU cores that this process may use
 * @param architecture instruction set, as {@code amd64}
 * @param powerMode power mode and governors
 * @param clocks clocks and temperatures by name, with the unit in the name
 */
public record Host(
    String board,
    String cpu,
    String gpu,
    int cores,
    String architecture,
    String powerMode,
    SortedMap<String, String> clocks) {
  private static final Pattern MAJOR_MINOR = Pattern.compile("([0-9]{1,4}\\.[0-9]{1,4}).*");

  public Host {
    clocks = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(clocks));
  }

  /** The id this device has unless another is given: its board's name, or its CPU's. */
  public String defaultDeviceId() {
    return HostProbe.deviceId(board.equals(ProfileIdentity.UNKNOWN) ? cpu : board);
  }

  /** The identity of what is measured on this machine, with the ONNX Runtime that is loaded. */
  public ProfileIdentity identity(
      String deviceId, RuntimeConfig config, Precision precision, int batch) {
    Matcher version = MAJOR_MINOR.matcher(OrtRuntime.version());
    return new ProfileIdentity(
        deviceId,
        board,
        cpu,
        gpu,
        cores,
        architecture,
        config.provider(),
        config.providerOptions(),
        config.threads(),
        precision,
        batch,
        powerMode,
        version.matches() ? version.group(1) : ProfileIdentity.UNKNOWN);
  }
}
