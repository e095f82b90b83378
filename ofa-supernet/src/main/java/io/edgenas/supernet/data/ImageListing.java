package io.edgenas.supernet.data;

import io.edgenas.images.ImageDecoder;
import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.output.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is in an image folder. Hidden files and folders inside a class are not looked at; a symbolic
 * link counts only where it leads to a place inside the folder.
 *
 * @param labels the class folders' names in the order of their code points
 * @param files in the order of their hashes, then labels
 * @param warnings what was left out
 */
record ImageListing(List<String> labels, List<ImageFile> files, List<String> warnings) {
  private static final int MAX_FILES = 10_000_000;
  private static final Comparator<String> CODE_POINTS =
      Comparator.comparing(text -> text.codePoints().toArray(), Arrays::compare);
  private static final Map<String, Split> SPLIT_FOLDERS =
      Map.of("train", Split.TRAIN, "val", Split.VALIDATION, "test", Split.TEST);

  static ImageListing of(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(
          folder + " is not a folder: name one with a folder of images for each class");
    }
    return new Scan(folder).run();
  }

  /** One walk through a folder. */
  private static final class Scan {
    private final Path root;
    private final Path realRoot;
    private final List<ImageFile> files = new ArrayList<>();
    private int outside;
    private int tooLarge;

    Scan(Path root) throws IOException {
      this.root = root;
      this.realRoot = root.toRealPath();
    }

    ImageListing run() throws IOException {
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
      List<String> labels = List.copyOf(classes.keySet());
      if (labels.size() < 2) {
        throw new BadInputException(
            root
                + " has "
                + labels.size()
                + " class folders: at least 2 are needed, each with the images of one class");
      }
      if (splitLayout) {
        for (Map.Entry<String, Path> part : top.entrySet()) {
          addClasses(
              folders(part.getValue()), labels, Optional.of(SPLIT_FOLDERS.get(part.getKey())));
        }
      } else {
        addClasses(classes, labels, Optional.empty());
      }
      files.sort(Comparator.comparing(ImageFile::sha256).thenComparing(ImageFile::label));
      return new ImageListing(labels, List.copyOf(files), warnings());
    }

    private List<String> warnings() {
      List<String> warnings = new ArrayList<>();
      if (outside > 0) {
        warnings.add(outside + " symbolic links lead out of " + root + " and are left out");
      }
      if (tooLarge > 0) {
        warnings.add(
            tooLarge + " files are over " + ImageDecoder.MAX_BYTES + " bytes and are left out");
      }
      return warnings;
    }

    private void addClasses(Map<String, Path> classes, List<String> labels, Optional<Split> split)
        throws IOException {
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
            add(file, label, split);
          }
        }
      }
    }

    private void add(Path file, int label, Optional<Split> split) throws IOException {
      if (Files.size(file) > ImageDecoder.MAX_BYTES) {
        tooLarge++;
        return;
      }
      if (files.size() == MAX_FILES) {
        throw new BadInputException(root + " has over " + MAX_FILES + " files");
      }
      String sha256 = Sha256.of(file);
      files.add(new ImageFile(file, sha256, label, split.orElse(Split.ofHash(sha256))));
    }

    /** Folders by name, in the order of code points. */
    private Map<String, Path> folders(Path parent) throws IOException {
      Map<String, Path> folders = new LinkedHashMap<>();
      for (Path entry : entries(parent)) {
        if (Files.isDirectory(entry)) {
          folders.put(entry.getFileName().toString(), entry);
        }
      }
      return folders;
    }

    /** What is in a folder and may be looked at, in the order of code points. */
    private List<Path> entries(Path parent) throws IOException {
      List<Path> entries = new ArrayList<>();
      try (Stream<Path> children = Files.list(parent)) {
        for (Path child : (Iterable<Path>) children::iterator) {
          if (child.getFileName().toString().startsWith(".")) {
            continue;
          }
          if (leadsInside(child)) {
            entries.add(child);
          } else {
            outside++;
          }
        }
      }
      entries.sort(Comparator.comparing(path -> path.getFileName().toString(), CODE_POINTS));
      return entries;
    }

    private boolean leadsInside(Path path) throws IOException {
      return !Files.isSymbolicLink(path)
          || (Files.exists(path) && path.toRealPath().startsWith(realRoot));
    }
  }
}
