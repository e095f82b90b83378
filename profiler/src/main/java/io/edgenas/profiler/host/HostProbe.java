package io.edgenas.profiler.host;

import io.edgenas.profile.ProfileIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds out what machine this is from the files that Linux offers. Other systems, and files that
 * are missing, unreadable or odd, give {@code unknown}.
 */
public final class HostProbe {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_TEXT = 200;
  private static final int MAX_LISTED = 1_000;

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

  private final Path root;

  private HostProbe(Path root) {
    this.root = root;
  }

  /** Looks at this machine. */
  public static Host probe() {
    return probe(Path.of("/"));
  }

  /** Looks at the files below {@code root} as if it were the root of the file system. */
  static Host probe(Path root) {
    HostProbe probe = new HostProbe(root);
    return new Host(
        probe.board(),
        probe.cpu(),
        probe.gpu(),
        Runtime.getRuntime().availableProcessors(),
        orUnknown(System.getProperty("os.arch")),
        probe.powerMode(),
        probe.clocks());
  }

  private String board() {
    return text("proc/device-tree/model")
        .or(() -> text("sys/devices/virtual/dmi/id/product_name"))
        .orElse(ProfileIdentity.UNKNOWN);
  }

  private String cpu() {
    Set<String> models = new LinkedHashSet<>();
    String implementer = "";
    for (String line : lines("proc/cpuinfo")) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String key = line.substring(0, colon).strip();
      String value = line.substring(colon + 1).strip();
      switch (key) {
        case "model name" -> models.add(value);
        case "CPU implementer" -> implementer = value;
        case "CPU part" -> {
          String part = implementer + "/" + value;
          models.add(ARM_PARTS.getOrDefault(part, "Arm " + part));
        }
        default -> {}
      }
    }
    return clean(String.join(" + ", models)).orElse(ProfileIdentity.UNKNOWN);
  }

  private String gpu() {
    for (Path gpu : children("proc/driver/nvidia/gpus")) {
      for (String line : lines(gpu.resolve("information").toString())) {
        if (line.startsWith("Model:")) {
          return orUnknown(line.substring("Model:".length()));
        }
      }
    }
    return "none";
  }

  /** The governors of all cores, after Jetson's power mode where there is one. */
  private String powerMode() {
    Set<String> modes = new LinkedHashSet<>();
    text("var/lib/nvpmodel/status").ifPresent(modes::add);
    Set<String> governors = new TreeSet<>();
    for (Path cpu : children("sys/devices/system/cpu")) {
      text(cpu.resolve("cpufreq/scaling_governor").toString()).ifPresent(governors::add);
    }
    modes.addAll(governors);
    return clean(String.join(" ", modes)).orElse(ProfileIdentity.UNKNOWN);
  }

  private TreeMap<String, String> clocks() {
    TreeMap<String, String> clocks = new TreeMap<>();
    text("sys/devices/system/cpu/cpu0/cpufreq/scaling_max_freq")
        .ifPresent(khz -> clocks.put("cpu0_max_khz", khz));
    text("sys/class/thermal/thermal_zone0/temp")
        .ifPresent(milli -> clocks.put("thermal_zone0_millidegrees", milli));
    return clocks;
  }

  private List<Path> children(String folder) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(folder))) {
      for (Path entry : entries) {
        if (children.size() < MAX_LISTED) {
          children.add(root.relativize(entry));
        }
      }
    } catch (IOException | SecurityException e) {
      return List.of();
    }
    children.sort(null);
    return children;
  }

  private List<String> lines(String file) {
    return read(file).map(text -> text.lines().toList()).orElse(List.of());
  }

  private Optional<String> text(String file) {
    return read(file).flatMap(HostProbe::clean);
  }

  private Optional<String> read(String file) {
    try (InputStream in = Files.newInputStream(root.resolve(file))) {
      return Optional.of(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }

  private static String orUnknown(String text) {
    return clean(text == null ? "" : text).orElse(ProfileIdentity.UNKNOWN);
  }

  private static Optional<String> clean(String text) {
    String printable = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    String cut = printable.length() > MAX_TEXT ? printable.substring(0, MAX_TEXT) : printable;
    return cut.isBlank() ? Optional.empty() : Optional.of(cut.toString().strip());
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
