package io.edgenas.profiler.command;

import io.edgenas.input.BadInputException;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profile.ProfileIdentity.Difference;
import io.edgenas.profiler.host.Host;
import io.edgenas.runtime.OrtRuntime;
import io.edgenas.runtime.RuntimeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The profiles below a folder, each compared with the machine at hand. */
final class KnownProfiles {
  private static final int MAX_DEPTH = 4;
  private static final int MAX_FILES = 100_000;
  private static final int MAX_PROFILES = 100;

  private KnownProfiles() {}

  /**
   * A profile.
   *
   * @param matches whether this machine, run as the profile says, is the one that it was measured
   *     on
   * @param reason how it differs or why it cannot be read; what to mind where it matches, or empty
   */
  record Known(Path folder, boolean matches, String reason) {}

  /** Sorted by folder; none where the folder is not there. */
  static List<Known> below(Path root, Host host) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root, MAX_DEPTH)) {
      return files
          .limit(MAX_FILES)
          .filter(file -> file.endsWith("profile.json"))
          .map(Path::getParent)
          .sorted()
          .limit(MAX_PROFILES)
          .map(folder -> compare(folder, host))
          .toList();
    }
  }

  private static Known compare(Path folder, Host host) {
    ProfileIdentity identity;
    try {
      identity = ProfileFolder.read(folder).identity();
    } catch (BadInputException e) {
      return new Known(folder, false, e.getMessage());
    }
    if (!OrtRuntime.KNOWN_PROVIDERS.contains(identity.provider())) {
      return new Known(folder, false, "measured by others: provider is " + identity.provider());
    }
    // The id is a name that whoever profiles gives, so it is taken over.
    ProfileIdentity here =
        host.identity(
            identity.deviceId(),
            new RuntimeConfig(identity.provider(), identity.providerOptions(), identity.threads()),
            identity.precision(),
            identity.batch());
    List<Difference> differences = identity.differences(here);
    if (!differences.isEmpty()) {
      return new Known(
          folder,
          false,
          differences.stream().map(Difference::toString).collect(Collectors.joining("; ")));
    }
    return new Known(
        folder,
        true,
        identity.onnxRuntime().equals(here.onnxRuntime())
            ? ""
            : "but of ONNX Runtime " + identity.onnxRuntime() + ", here " + here.onnxRuntime());
  }
}
