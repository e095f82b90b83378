package io.edgenas.data.folder;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.data.ClassLabels;
import io.edgenas.data.FileClaim;
import io.edgenas.data.Split;
import io.edgenas.data.folder.FolderEntries.Entries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One walk through an image folder: which files are there and what class and part they belong to.
 * It looks at folders of parts, of classes and one of images inside a class; deeper ones are left
 * out.
 */
final class FolderScan {
  private static final String HELP = "rename its folder";

  /** Names of folders for kinds of files: of two such, none is a class. */
  private static final Set<String> KINDS_OF_FILES =
      Set.of(
          "image",
          "images",
          "img",
          "imgs",
          "jpegimages",
          "photo",
          "photos",
          "pictures",
          "pics",
          "label",
          "labels",
          "annotation",
          "annotations",
          "annots",
          "mask",
          "masks",
          "segmentation",
          "segmentations",
          "segmentationclass",
          "segmentationobject",
          "imagesets",
          "gt",
          "groundtruth",
          "bbox",
          "bboxes",
          "boxes",
          "xml",
          "xmls",
          "json",
          "csv",
          "txt",
          "metadata",
          "meta",
          "thumbs",
          "thumbnails",
          "previews");

  private static final Set<String> IMAGES =
      Set.of("image", "images", "img", "imgs", "jpegimages", "photo", "photos", "pictures", "pics");

  /**
   * A file that should be an image.
   *
   * @param split empty where its content decides
   */
  record Found(Path path, int label, Optional<Split> split) {}

  private final Path root;
  private final FolderEntries entries;
  private final FolderAdvice advice;
  private final List<Found> found = new ArrayList<>();
  private final Map<String, Integer> labels = new HashMap<>();
  private List<String> orderedLabels = List.of();

  /** Why a class may be without images, by its label. */
  private final Map<Integer, String> hints = new HashMap<>();

  private final List<String> warnings = new ArrayList<>();

  /** Left out; sets, because some folders are looked at more than once. */
  private final Set<Path> loose = new HashSet<>();

  private final Set<Path> nested = new HashSet<>();

  private FolderScan(Path root) throws IOException {
    this.root = root;
    this.entries = new FolderEntries(root);
    this.advice = new FolderAdvice(root, entries);
  }

  /**
   * @throws BadInputException if the folder is none, or does not hold a folder for each class
   */
  static FolderScan of(Path folder) throws IOException {
    FolderScan scan = new FolderScan(folder);
    scan.run();
    return scan;
  }

  /** The class folders' names in the order of their code points, in Unicode's composed form. */
  List<String> labels() {
    return orderedLabels;
  }

  List<Found> found() {
    return found;
  }

  /** What lies in the folders of classes that may turn out to have no images, by label. */
  Map<Integer, String> hints() {
    return hints;
  }

  /** What was left out, a line each. */
  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(entries.warnings());
    if (!loose.isEmpty()) {
      all.add(
          loose.size()
              + " files lie beside the class folders and are left out"
              + FolderEntries.example(loose));
    }
    if (!nested.isEmpty()) {
      all.add(
          nested.size()
              + " folders lie inside class folders and are left out"
              + FolderEntries.example(nested)
              + ": move their images up, or make them classes");
    }
    return all;
  }

  private void run() throws IOException {
    Entries top = entries.of(root);
    loose.addAll(top.files());
    Optional<PartFolders> parts = PartFolders.of(root, top.folders());
    if (parts.isPresent()) {
      runParts(top, parts.get());
      return;
    }
    if (top.folders().size() < 2) {
      throw advice.tooFewClasses(root, top);
    }
    takeLabels(root, top.folders());
    addClasses(top.folders(), Optional.empty());
  }

  private void runParts(Entries top, PartFolders parts) throws IOException {
    warnings.addAll(parts.warnings());
    if (!parts.unused().isEmpty()) {
      warnings.add(
          "folders "
              + Check.shown(parts.unused().toString())
              + " in "
              + root
              + " are parts of a data set that training does not use, and are left out");
    }
    Path trainFolder = parts.used().get(Split.TRAIN);
    Entries train = entries.of(trainFolder);
    if (train.folders().size() < 2) {
      throw advice.partWithoutClasses(top, trainFolder, train);
    }
    takeLabels(trainFolder, train.folders());
    for (Map.Entry<Split, Path> part : parts.used().entrySet()) {
      addPart(part.getKey(), part.getValue());
    }
  }

  private void addPart(Split split, Path folder) throws IOException {
    Entries part = entries.of(folder);
    boolean none =
        part.folders().keySet().stream()
            .allMatch(name -> !labels.containsKey(name) && kindOfFiles(name));
    if (none) {
      warnings.add(
          folder
              + " has no class folders, so nothing says what its "
              + (part.folders().isEmpty() ? part.files().size() + " files" : "files")
              + " show: it is left out");
      return;
    }
    loose.addAll(part.files());
    addClasses(part.folders(), Optional.of(split));
  }

  private void takeLabels(Path folder, Map<String, Path> classes) throws IOException {
    orderedLabels = List.copyOf(classes.keySet());
    if (orderedLabels.stream().allMatch(FolderScan::kindOfFiles)) {
      throw advice.kindsOfFiles(folder, orderedLabels);
    }
    if (PartFolders.of(folder, classes).isPresent()) {
      throw advice.partsInsideParts(folder, orderedLabels);
    }
    ClassLabels.check(folder.toString(), orderedLabels, HELP);
    for (String label : orderedLabels) {
      labels.put(label, labels.size());
    }
  }

  static boolean kindOfFiles(String name) {
    return KINDS_OF_FILES.contains(lettersOf(name));
  }

  private static String lettersOf(String name) {
    return name.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
  }

  private void addClasses(Map<String, Path> classes, Optional<Split> split) throws IOException {
    for (Map.Entry<String, Path> entry : classes.entrySet()) {
      Integer label = labels.get(entry.getKey());
      if (label == null) {
        throw new BadInputException(
            Check.shown(entry.getValue().toString())
                + " is a class that the training part does not have"
                + Check.didYouMean(entry.getKey(), orderedLabels)
                + ": it has "
                + Check.shown(orderedLabels.toString()));
      }
      addClass(entry.getValue(), label, split);
    }
  }

  private void addClass(Path folder, int label, Optional<Split> split) throws IOException {
    Entries inside = entries.of(folder);
    Optional<Path> images = onlyFolderOfImages(inside);
    if (images.isPresent()) {
      loose.addAll(inside.files());
      inside = entries.of(images.get());
    }
    nested.addAll(inside.folders().values());
    if (!inside.folders().isEmpty()) {
      hints.putIfAbsent(
          label,
          "it holds folders "
              + Check.shown(inside.folders().keySet().toString())
              + ": move their images up, or make them the classes");
    }
    inside.files().forEach(file -> found.add(new Found(file, label, split)));
  }

  /** The folder that holds a class's images, as in {@code cat/images/1.jpg}. */
  private static Optional<Path> onlyFolderOfImages(Entries inside) {
    boolean wraps =
        inside.folders().size() == 1
            && IMAGES.contains(lettersOf(inside.folders().keySet().iterator().next()))
            && inside.files().stream().noneMatch(FileClaim::ofName);
    return wraps ? inside.folders().values().stream().findFirst() : Optional.empty();
  }
}
