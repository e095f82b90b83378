package io.edgenas.profiler.host;

import io.edgenas.profile.ProfileIdentity;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds out what machine this is from the files that Linux offers. Other systems, and files that
 * are missing, unreadable or odd, give {@code unknown}.
 */
public final class HostProbe {
  /** What /proc/cpuinfo of Arm processors says in numbers: implementer and part. */
  private static final Map<String, String> ARM_PARTS =
      Map.ofEntries(
          Map.entry("0x41/0xd03", "Cortex-A53"),
          Map.entry("0x41/0xd04", "Cortex-A35"),
          Map.entry("0x41/0xd05", "Cortex-A55"),
          Map.entry("0x41/0xd07", "Cortex-A57"),
          Map.entry("0x41/0xd08", "Cortex-A72"),
          Map.entry("0x41/0xd09", "Cortex-A73"),
          Map.entry("0x41/0xd0a", "Cortex-A75"),
          Map.entry("0x41/0xd0b", "Cortex-A76"),
          Map.entry("0x41/0xd0c", "Neoverse-N1"),
          Map.entry("0x41/0xd40", "Neoverse-V1"),
          Map.entry("0x41/0xd41", "Cortex-A78"),
          Map.entry("0x41/0xd42", "Cortex-A78AE"),
          Map.entry("0x41/0xd49", "Neoverse-N2"),
          Map.entry("0x4e/0x004", "NVIDIA Carmel"));

  private final SystemFiles files;

  private HostProbe(SystemFiles files) {
    this.files = files;
  }

  /** Looks at this machine. */
  public static Host probe() {
    return probe(Path.of("/"));
  }

  /** Looks at the files below {@code root} as if it were the root of the file system. */
  static Host probe(Path root) {
    SystemFiles files = new SystemFiles(root);
    HostProbe probe = new HostProbe(files);
    return new Host(
        probe.board(),
        probe.cpu(),
        probe.gpu(),
        Runtime.getRuntime().availableProcessors(),
        architecture(files, System.getProperty("os.arch")),
        probe.powerMode(),
        probe.clocks());
  }

  private static String architecture(SystemFiles files, String claimed) {
    String architecture = SystemFiles.orUnknown(claimed);
    return Emulation.by(files, architecture)
        .map(machine -> ProfileIdentity.emulated(architecture, machine))
        .orElse(architecture);
  }

  private String board() {
    return files
        .text("proc/device-tree/model")
        .or(() -> files.text("sys/devices/virtual/dmi/id/product_name"))
        .orElse(ProfileIdentity.UNKNOWN);
  }

  private String cpu() {
    Set<String> models = new LinkedHashSet<>();
    String implementer = "";
    for (String line : files.lines("proc/cpuinfo")) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String key = line.substring(0, colon).strip();
      String value = line.substring(colon + 1).strip();
      switch (key) {
        case "model name" -> models.add(value);
        case "CPU implementer" -> implementer = value;
        case "CPU part" -> models.add(armPart(implementer, value));
        default -> {}
      }
    }
    return SystemFiles.clean(String.join(" + ", models)).orElse(ProfileIdentity.UNKNOWN);
  }

  private String gpu() {
    for (Path gpu : files.children("proc/driver/nvidia/gpus")) {
      for (String line : files.lines(gpu.resolve("information").toString())) {
        if (line.startsWith("Model:")) {
          return SystemFiles.orUnknown(line.substring("Model:".length()));
        }
      }
    }
    return "none";
  }

  /** The governors of all cores, after Jetson's power mode where there is one. */
  private String powerMode() {
    Set<String> modes = new LinkedHashSet<>();
    files.text("var/lib/nvpmodel/status").ifPresent(modes::add);
    Set<String> governors = new TreeSet<>();
    for (Path cpu : files.children("sys/devices/system/cpu")) {
      files.text(cpu.resolve("cpufreq/scaling_governor").toString()).ifPresent(governors::add);
    }
    modes.addAll(governors);
    return SystemFiles.clean(String.join(" ", modes)).orElse(ProfileIdentity.UNKNOWN);
  }

  private TreeMap<String, String> clocks() {
    TreeMap<String, String> clocks = new TreeMap<>();
    files
        .text("sys/devices/system/cpu/cpu0/cpufreq/scaling_max_freq")
        .ifPresent(khz -> clocks.put("cpu0_max_khz", khz));
    files
        .text("sys/class/thermal/thermal_zone0/temp")
        .ifPresent(milli -> clocks.put("thermal_zone0_millidegrees", milli));
    return clocks;
  }

  /** The name of an Arm core by the numbers of its implementer and part. */
  static String armPart(String implementer, String part) {
    String numbers = implementer + "/" + part;
    return ARM_PARTS.getOrDefault(numbers, "Arm " + numbers);
  }

  /** A device id made of {@code text}: lower case, without trademarks, words joined by dashes. */
  static String deviceId(String text) {
    String id =
        text.toLowerCase(Locale.ROOT)
            .replaceAll("\\((r|tm)\\)", " ")
            .replaceAll("@.*", "")
            .replaceAll("[^a-z0-9.]+", "-")
            .replaceAll("^[.-]+|[.-]+$", "");
    String cut = id.length() > 64 ? id.substring(0, 64).replaceAll("[.-]+$", "") : id;
    return cut.isEmpty() ? ProfileIdentity.UNKNOWN : cut;
  }
}
