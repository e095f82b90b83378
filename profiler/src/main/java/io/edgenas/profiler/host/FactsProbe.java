package io.edgenas.profiler.host;

import io.edgenas.profile.ProfileIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds {@link MachineFacts} in the files that Linux offers. */
public final class FactsProbe {
  /** As {@code /proc/cpuinfo} spells them, x86 first, then Arm. */
  private static final Set<String> FEATURES =
      Set.of(
          "sse4_2",
          "avx",
          "avx2",
          "fma",
          "f16c",
          "avx_vnni",
          "avx512f",
          "avx512bw",
          "avx512_vnni",
          "avx512_bf16",
          "avx512_fp16",
          "amx_int8",
          "amx_bf16",
          "asimd",
          "asimdhp",
          "asimddp",
          "i8mm",
          "bf16",
          "sve",
          "sve2",
          "sme");

  private static final int MAX_LIBC_BYTES = 8 << 20;
  private static final Pattern GLIBC =
      Pattern.compile("GNU C Library [^\\n]{0,100}? release version ([0-9]+\\.[0-9]+)");

  private final SystemFiles files;

  private FactsProbe(SystemFiles files) {
    this.files = files;
  }

  /** Looks at this machine. */
  public static MachineFacts probe() {
    return probe(Path.of("/"));
  }

  /** Looks at the files below {@code root} as if it were the root of the file system. */
  static MachineFacts probe(Path root) {
    FactsProbe probe = new FactsProbe(new SystemFiles(root));
    return new MachineFacts(probe.cores(), probe.features(), probe.libc(), probe.settings());
  }

  private Map<String, Integer> cores() {
    Map<String, Integer> cores = new LinkedHashMap<>();
    String implementer = "";
    for (String line : files.lines("proc/cpuinfo")) {
      String value = line.substring(line.indexOf(':') + 1).strip();
      if (line.startsWith("model name")) {
        cores.merge(SystemFiles.orUnknown(value), 1, Integer::sum);
      } else if (line.startsWith("CPU implementer")) {
        implementer = value;
      } else if (line.startsWith("CPU part")) {
        cores.merge(SystemFiles.orUnknown(HostProbe.armPart(implementer, value)), 1, Integer::sum);
      }
    }
    return cores;
  }

  private List<String> features() {
    Set<String> common = null;
    for (String line : files.lines("proc/cpuinfo")) {
      if (line.startsWith("flags") || line.startsWith("Features")) {
        Set<String> known = new TreeSet<>(FEATURES);
        known.retainAll(List.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")));
        if (common == null) {
          common = known;
        } else {
          common.retainAll(known);
        }
      }
    }
    return common == null ? List.of() : new ArrayList<>(common);
  }

  /** The library says its version in a text that it would print when run. */
  private String libc() {
    for (String line : files.lines("proc/self/maps")) {
      int slash = line.indexOf('/');
      String path = slash < 0 ? "" : line.substring(slash + 1);
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (name.startsWith("ld-musl")) {
        return "musl";
      }
      if (name.equals("libc.so.6") || name.matches("libc-[0-9.]+\\.so")) {
        return glibc(path).map(version -> "glibc " + version).orElse("glibc");
      }
    }
    return ProfileIdentity.UNKNOWN;
  }

  private Optional<String> glibc(String path) {
    return files
        .head(path, MAX_LIBC_BYTES)
        .map(bytes -> GLIBC.matcher(new String(bytes, StandardCharsets.ISO_8859_1)))
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1));
  }

  private TreeMap<String, String> settings() {
    TreeMap<String, String> settings = new TreeMap<>();
    for (Path cpu : files.children("sys/devices/system/cpu")) {
      for (String file :
          List.of("scaling_governor", "scaling_cur_freq", "scaling_min_freq", "scaling_max_freq")) {
        put(settings, cpu.resolve("cpufreq").resolve(file));
      }
    }
    put(settings, Path.of("sys/devices/system/cpu/intel_pstate/no_turbo"));
    put(settings, Path.of("sys/devices/system/cpu/cpufreq/boost"));
    put(settings, Path.of("var/lib/nvpmodel/status"));
    for (Path zone : files.children("sys/class/thermal")) {
      put(settings, zone.resolve("temp"));
    }
    return settings;
  }

  private void put(Map<String, String> settings, Path file) {
    files.text(file.toString()).ifPresent(value -> settings.put("/" + file, value));
  }
}
