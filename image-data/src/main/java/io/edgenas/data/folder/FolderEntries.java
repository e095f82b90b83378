package io.edgenas.data.folder;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.InputFile;
import io.edgenas.data.ClassLabels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What of the folders below a root may be looked at. Hidden files and folders and what operating
 * systems leave behind are passed over; so are symbolic links that lead out of the root, nowhere or
 * back to a folder they lie in, and whatever is neither a file nor a folder. File systems that hold
 * no files but the state of the machine are refused.
 */
final class FolderEntries {
  /** In all; more are refused. */
  static final int MAX_ENTRIES = 10_000_000;

  private static final Comparator<String> CODE_POINTS =
      Comparator.comparing(text -> text.codePoints().toArray(), Arrays::compare);

  /** Hidden where they come from, but not after copying; in lower case. */
  private static final Set<String> LEFT_BEHIND =
      Set.of(
          "thumbs.db",
          "ehthumbs.db",
          "ehthumbs_vista.db",
          "desktop.ini",
          "icon\r",
          "__macosx",
          "@eadir",
          "$recycle.bin",
          "system volume information",
          "lost+found");

  /** Linux's types of file systems whose files are made up while they are read. */
  private static final Set<String> PSEUDO_FILE_SYSTEMS =
      Set.of(
          "autofs",
          "binfmt_misc",
          "bpf",
          "cgroup",
          "cgroup2",
          "configfs",
          "debugfs",
          "devpts",
          "devtmpfs",
          "efivarfs",
          "fusectl",
          "hugetlbfs",
          "mqueue",
          "nsfs",
          "proc",
          "pstore",
          "rpc_pipefs",
          "securityfs",
          "selinuxfs",
          "sysfs",
          "tracefs");

  /** Where they are mounted, also where a container shows parts of them as another type. */
  private static final List<Path> PSEUDO_FOLDERS =
      List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final Path root;
  private final Path realRoot;
  private final Map<Object, String> typeOfDevice = new HashMap<>();

  /** Sets, because some folders are looked at more than once. */
  private final Set<Path> badLinks = new HashSet<>();

  private final Set<Path> special = new HashSet<>();
  private int seen;

  /** Files and folders of one folder, each in the order of their names' code points. */
  record Entries(List<Path> files, Map<String, Path> folders) {}

  /**
   * @throws BadInputException if it is no folder, or one that cannot be a set of images
   */
  FolderEntries(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new BadInputException(
          root + " is not a folder: name one with a folder of images for each class");
    }
    this.root = root;
    this.realRoot = root.toRealPath();
    if (realRoot.getParent() == null) {
      throw new BadInputException(
          root + " is the root of a file system: name the folder with the images");
    }
  }

  /**
   * What is in a folder and may be looked at.
   *
   * @throws BadInputException if it is in a file system without files, has two folders of one name,
   *     or cannot be read
   */
  Entries of(Path folder) throws IOException {
    requireFiles(folder);
    List<Path> files = new ArrayList<>();
    Map<String, Path> folders = new LinkedHashMap<>();
    for (Path entry : sorted(folder)) {
      if (Files.isRegularFile(entry)) {
        files.add(entry);
      } else if (!Files.isDirectory(entry)) {
        special.add(entry);
      } else {
        Path other = folders.put(name(entry), entry);
        if (other != null) {
          ClassLabels.requireText(folder.toString(), name(entry), "rename both");
          throw new BadInputException(
              "folders " + other + " and " + entry + " have the same name: rename or merge them");
        }
      }
    }
    return new Entries(files, folders);
  }

  private List<Path> sorted(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (++seen > MAX_ENTRIES) {
          throw new BadInputException(
              root + " has over " + MAX_ENTRIES + " files and folders: no more are read");
        }
        String name = child.getFileName().toString();
        if (name.startsWith(".") || LEFT_BEHIND.contains(name.toLowerCase(Locale.ROOT))) {
          continue;
        }
        if (leadsInside(child)) {
          entries.add(child);
        } else {
          badLinks.add(child);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw InputFile.unreadable(folder, e.getCause());
    } catch (IOException e) {
      throw InputFile.unreadable(folder, e);
    }
    entries.sort(Comparator.comparing(FolderEntries::name, CODE_POINTS));
    return entries;
  }

  /** The same for a folder that a Mac named, whose file system takes letters and marks apart. */
  static String name(Path path) {
    return Normalizer.normalize(path.getFileName().toString(), Normalizer.Form.NFC);
  }

  private boolean leadsInside(Path path) throws IOException {
    if (!Files.isSymbolicLink(path)) {
      return true;
    }
    if (!Files.exists(path)) {
      return false;
    }
    Path target = path.toRealPath();
    return target.startsWith(realRoot) && !path.getParent().toRealPath().startsWith(target);
  }

  private void requireFiles(Path folder) throws IOException {
    Path real = folder.toRealPath();
    boolean known =
        PSEUDO_FOLDERS.stream().anyMatch(real::startsWith) && !real.startsWith(SHARED_MEMORY);
    if (known || PSEUDO_FILE_SYSTEMS.contains(typeOf(real))) {
      throw new BadInputException(
          folder
              + " is in a file system that holds the state of the machine and no images: name the"
              + " folder with the images");
    }
  }

  /**
   * Returns the type of a folder's file system; asked once for each, because that reads a table of
   * the system.
   */
  private String typeOf(Path folder) throws IOException {
    Object device = folder.getRoot();
    if (folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      device = Files.getAttribute(folder, "unix:dev");
    }
    try {
      return typeOfDevice.computeIfAbsent(
          Objects.requireNonNull(device),
          key -> {
            try {
              return Files.getFileStore(folder).type();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** What was passed over and should be known, a line each. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!badLinks.isEmpty()) {
      warnings.add(
          badLinks.size()
              + " symbolic links lead out of "
              + root
              + ", nowhere or back to where they lie, and are left out"
              + example(badLinks));
    }
    if (!special.isEmpty()) {
      warnings.add(special.size() + " pipes, sockets or devices are left out" + example(special));
    }
    return warnings;
  }

  /** Names one. */
  static String example(Set<Path> paths) {
    Path first = paths.stream().min(Comparator.naturalOrder()).orElseThrow();
    return ", such as " + Check.shown(first.toString());
  }
}
