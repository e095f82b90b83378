package io.edgenas.profiler.command;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.InputFile;
import io.edgenas.onnx.runtime.OrtRuntime;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profile.ProfileIdentity.Difference;
import io.edgenas.profiler.host.Host;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** Sorted by folder, with what cannot be read named; none where the folder is not there. */
  static List<Known> below(Path root, Host host) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    Found found = new Found();
    Files.walkFileTree(root, Set.of(), MAX_DEPTH, found);
    List<Known> known = new ArrayList<>(found.unreadable);
    found.folders.stream()
        .sorted()
        .limit(MAX_PROFILES)
        .map(folder -> compare(folder, host))
        .forEach(known::add);
    known.sort(Comparator.comparing(Known::folder));
    return known;
  }

  /** Collects the folders of profiles, and those that cannot be looked into. */
  private static final class Found extends SimpleFileVisitor<Path> {
    private final List<Path> folders = new ArrayList<>();
    private final List<Known> unreadable = new ArrayList<>();
    private int files;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.endsWith("profile.json")) {
        folders.add(file.getParent());
      }
      return ++files < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      if (unreadable.size() < MAX_PROFILES) {
        unreadable.add(new Known(file, false, InputFile.unreadable(file, failure).getMessage()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
      return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, failure);
    }
  }

  /**
   * Compares each profile: what is wrong with one is said of it, and keeps no other from being
   * compared.
   */
  private static Known compare(Path folder, Host host) {
    try {
      return compare(folder, ProfileFolder.read(folder).identity(), host);
    } catch (BadInputException e) {
      return new Known(folder, false, e.getMessage());
    }
  }

  private static Known compare(Path folder, ProfileIdentity identity, Host host) {
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
