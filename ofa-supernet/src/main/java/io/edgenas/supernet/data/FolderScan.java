package io.edgenas.supernet.data;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One walk through an image folder: which files are there and what class and part they belong to.
 *
 * <p>Hidden files and folders, and those that operating systems leave behind, are not looked at; a
 * symbolic link counts only where it leads to a place inside the folder.
 */
final class FolderScan {
  private static final int MAX_FILES = 10_000_000;
  private static final Comparator<String> CODE_POINTS =
      Comparator.comparing(text -> text.codePoints().toArray(), Arrays::compare);
  private static final Map<String, Split> SPLIT_FOLDERS =
      Arrays.stream(Split.values()).collect(Collectors.toMap(Split::folder, split -> split));

  /** Hidden where they come from, but not after copying. */
  private static final Set<String> LEFT_BEHIND = Set.of("Thumbs.db", "desktop.ini", "__MACOSX");

  /**
   * A file that should be an image.
   *
   * @param split empty where its content decides
   */
  record Found(Path path, int label, Optional<Split> split) {}

  private final Path root;
  private final Path realRoot;
  private final List<Found> found = new ArrayList<>();
  private List<String> labels = List.of();

  /** Left out; sets, because some folders are looked at more than once. */
  private final Set<Path> outside = new HashSet<>();

  private final Set<Path> loose = new HashSet<>();
  private final Set<Path> nested = new HashSet<>();

  private FolderScan(Path root) throws IOException {
    this.root = root;
    this.realRoot = root.toRealPath();
  }

  /**
   * @throws BadInputException if the folder is none, or does not hold a folder for each class
   */
  static FolderScan of(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(
          folder + " is not a folder: name one with a folder of images for each class");
    }
    FolderScan scan = new FolderScan(folder);
    scan.run();
    return scan;
  }

  /** The class folders' names in the order of their code points, in Unicode's composed form. */
  List<String> labels() {
    return labels;
  }

  List<Found> found() {
    return found;
  }

  /** What was left out, a line each. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!outside.isEmpty()) {
      warnings.add(
          outside.size() + " symbolic links lead out of " + root + " or nowhere and are left out");
    }
    if (!loose.isEmpty()) {
      warnings.add(loose.size() + " files lie beside the class folders and are left out");
    }
    if (!nested.isEmpty()) {
      warnings.add(
          nested.size()
              + " folders lie inside class folders and are left out: move their images up, or make"
              + " them classes");
    }
    return warnings;
  }

  private void run() throws IOException {
    Map<String, Path> top = folders(root);
    boolean splitLayout =
        top.containsKey("train")
            && SPLIT_FOLDERS.keySet().containsAll(top.keySet())
            && !folders(top.get("train")).isEmpty();
    if (!splitLayout && top.containsKey("train") && top.containsKey("val")) {
      throw new BadInputException(
          root
              + " holds train and val beside other folders "
              + Check.shown(top.keySet().toString())
              + ": keep only train, val and test, or only folders of classes");
    }
    Map<String, Path> classes = splitLayout ? folders(top.get("train")) : top;
    labels = List.copyOf(classes.keySet());
    if (labels.size() < 2) {
      throw new BadInputException(
          root
              + " has "
              + labels.size()
              + " class folders: at least 2 are needed, each with the images of one class");
    }
    if (!splitLayout) {
      addClasses(classes, Optional.empty());
      return;
    }
    for (Map.Entry<String, Path> part : top.entrySet()) {
      addClasses(folders(part.getValue()), Optional.of(SPLIT_FOLDERS.get(part.getKey())));
    }
  }

  private void addClasses(Map<String, Path> classes, Optional<Split> split) throws IOException {
    for (Map.Entry<String, Path> entry : classes.entrySet()) {
      int label = labels.indexOf(entry.getKey());
      if (label < 0) {
        throw new BadInputException(
            entry.getValue()
                + " is a class that the training part does not have: it has "
                + Check.shown(labels.toString()));
      }
      for (Path file : entries(entry.getValue())) {
        if (Files.isRegularFile(file)) {
          add(new Found(file, label, split));
        } else if (Files.isDirectory(file)) {
          nested.add(file);
        }
      }
    }
  }

  private void add(Found file) {
    if (found.size() == MAX_FILES) {
      throw new BadInputException(root + " has over " + MAX_FILES + " files");
    }
    found.add(file);
  }

  /** Folders by name, in the order of code points; counts the files beside them. */
  private Map<String, Path> folders(Path parent) throws IOException {
    Map<String, Path> folders = new LinkedHashMap<>();
    for (Path entry : entries(parent)) {
      if (!Files.isDirectory(entry)) {
        loose.add(entry);
        continue;
      }
      Path other = folders.put(name(entry), entry);
      if (other != null) {
        throw new BadInputException(
            "folders " + other + " and " + entry + " have the same name: rename or merge them");
      }
    }
    return folders;
  }

  /** What is in a folder and may be looked at, in the order of code points. */
  private List<Path> entries(Path parent) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (Stream<Path> children = Files.list(parent)) {
      for (Path child : (Iterable<Path>) children::iterator) {
        if (Files.isHidden(child) || LEFT_BEHIND.contains(child.getFileName().toString())) {
          continue;
        }
        if (leadsInside(child)) {
          entries.add(child);
        } else {
          outside.add(child);
        }
      }
    }
    entries.sort(Comparator.comparing(FolderScan::name, CODE_POINTS));
    return entries;
  }

  /** The same for a folder that a Mac named, whose file system takes letters and marks apart. */
  private static String name(Path path) {
    return Normalizer.normalize(path.getFileName().toString(), Normalizer.Form.NFC);
  }

  private boolean leadsInside(Path path) throws IOException {
    return !Files.isSymbolicLink(path)
        || (Files.exists(path) && path.toRealPath().startsWith(realRoot));
  }
}
