package io.edgenas.profiler.command;

import io.edgenas.base.output.ToolVersion;
import io.edgenas.console.Texts;
import io.edgenas.onnx.runtime.OrtLibrary;
import io.edgenas.onnx.runtime.OrtRuntime;
import io.edgenas.onnx.runtime.ProviderProbe;
import io.edgenas.onnx.runtime.ProviderState;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profiler.command.KnownProfiles.Known;
import io.edgenas.profiler.host.FactsProbe;
import io.edgenas.profiler.host.Host;
import io.edgenas.profiler.host.MachineFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that decides what can be measured here and whether a profile holds for this machine.
 *
 * @param asked what came of the provider and options asked for; empty where none were
 */
record MachineCheck(
    Host host,
    MachineFacts facts,
    String onnxRuntime,
    Optional<Path> library,
    List<ProviderState> providers,
    Optional<ProviderState> asked,
    List<Known> profiles) {

  /**
   * Looks and tries.
   *
   * @param asked the configuration asked for, if any
   * @param root where profiles are looked for
   * @throws io.edgenas.base.input.BadInputException if ONNX Runtime cannot be loaded, saying why
   */
  static MachineCheck of(Host host, Optional<RuntimeConfig> asked, Path root) throws IOException {
    return new MachineCheck(
        host,
        FactsProbe.probe(),
        OrtRuntime.version(),
        OrtLibrary.folder(),
        ProviderProbe.all(),
        asked.map(ProviderProbe::probe),
        KnownProfiles.below(root, host));
  }

  /** Whether what was asked for can be measured, at least with the CPU's help. */
  boolean passed() {
    return asked.map(state -> state.status() != ProviderState.Status.FAILS).orElse(true);
  }

  String describe() {
    StringBuilder text = new StringBuilder();
    line(text, "EdgeNAS", ToolVersion.get());
    line(
        text,
        "ONNX Runtime",
        onnxRuntime + " from " + library.map(Path::toString).orElse("the jar"));
    asked.ifPresent(state -> line(text, "asked for", text(state)));
    line(text, "providers", "");
    for (ProviderState state : providers) {
      text.append(
          Texts.format(
              "  %-10s %s, %s%n",
              state.provider(),
              state.compiledIn() ? "compiled in" : "not compiled in",
              outcome(state)));
    }
    line(text, "board", host.board());
    line(text, "CPU", cores() + "; " + host.cores() + " usable, " + host.architecture());
    line(text, "features", facts.features().isEmpty() ? "unknown" : features());
    line(text, "GPU", host.gpu());
    line(text, "libc", facts.libc());
    line(text, "power mode", host.powerMode());
    facts.settings().forEach((file, value) -> text.append(Texts.format("  %s %s%n", file, value)));
    line(text, "profiles", profiles.isEmpty() ? "none found; --out says where to look" : "");
    for (Known profile : profiles) {
      text.append(
          Texts.format(
              "  %s: %s%s%n",
              profile.folder(),
              profile.matches() ? "holds for this machine" : "does not hold here",
              profile.reason().isEmpty() ? "" : ": " + profile.reason()));
    }
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(Texts.format("%-12s %s", name, value).stripTrailing())
        .append(System.lineSeparator());
  }

  private static String text(ProviderState state) {
    return state.provider() + " " + outcome(state);
  }

  private static String outcome(ProviderState state) {
    return state.status().text() + (state.reason().isEmpty() ? "" : ": " + state.reason());
  }

  private String cores() {
    return facts.cores().isEmpty()
        ? host.cpu()
        : facts.cores().entrySet().stream()
            .map(kind -> kind.getValue() + " x " + kind.getKey())
            .collect(Collectors.joining(" + "));
  }

  private String features() {
    return String.join(" ", facts.features());
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tool_version", ToolVersion.get());
    json.put("onnx_runtime", onnxRuntime);
    json.put("ort_library", library.map(Path::toString).orElse(null));
    json.put("asked", asked.map(MachineCheck::stateJson).orElse(null));
    json.put("providers", providers.stream().map(MachineCheck::stateJson).toList());
    json.put("device", host.defaultDeviceId());
    json.put("board", host.board());
    json.put("cpu", host.cpu());
    json.put("cores", host.cores());
    json.put("cores_by_kind", facts.cores());
    json.put("architecture", host.architecture());
    json.put("features", facts.features());
    json.put("gpu", host.gpu());
    json.put("libc", facts.libc());
    json.put("power_mode", host.powerMode());
    json.put("settings", facts.settings());
    List<Map<String, Object>> known = new ArrayList<>();
    for (Known profile : profiles) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("profile", profile.folder().toString());
      entry.put("matches", profile.matches());
      entry.put("reason", profile.reason());
      known.add(entry);
    }
    json.put("profiles", known);
    return json;
  }

  private static Map<String, Object> stateJson(ProviderState state) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("provider", state.provider());
    json.put("compiled_in", state.compiledIn());
    json.put("status", state.status().text());
    json.put("reason", state.reason());
    return json;
  }
}
