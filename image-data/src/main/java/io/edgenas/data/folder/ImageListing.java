package io.edgenas.data.folder;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.InputFile;
import io.edgenas.data.FileClaim;
import io.edgenas.data.ImageFile;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in an image folder, with each file's hash and header.
 *
 * @param labels as {@link FolderScan#labels}
 * @param files that claim to be images, in the order of their hashes, then labels, then paths
 * @param hints what lies in the folder of a class that may have no images, by label
 * @param warnings what was left out
 */
public record ImageListing(
    List<String> labels, List<ImageFile> files, Map<Integer, String> hints, List<String> warnings) {
  private static final int SHOWN = 10;
  private static final Comparator<ImageFile> ORDER =
      Comparator.comparing(ImageFile::sha256)
          .thenComparing(ImageFile::label)
          .thenComparing(ImageFile::path);

  /** Lists images as {@link #of} does, where a folder that cannot be read is bad input. */
  public static ImageListing read(Path folder, OpeningListener listener) {
    try {
      return of(folder, listener);
    } catch (IOException e) {
      throw InputFile.unreadable(folder, e);
    }
  }

  /**
   * Reads every file once, in parallel.
   *
   * @throws BadInputException if the folder does not hold classes of images
   * @throws java.util.concurrent.CancellationException if the listener wants to leave
   */
  public static ImageListing of(Path folder, OpeningListener listener) throws IOException {
    FolderScan scan = FolderScan.of(folder);
    Tally tally = new Tally(listener, "reading", scan.found().size());
    List<ImageFile> all =
        scan.found().parallelStream().map(found -> read(found, tally)).sorted(ORDER).toList();
    List<ImageFile> others = all.stream().filter(file -> !file.claimed()).toList();
    List<String> warnings = new ArrayList<>(scan.warnings());
    Map<Integer, String> hints = new HashMap<>(scan.hints());
    if (!others.isEmpty()) {
      warnings.add(others(others));
      others.forEach(
          file ->
              hints.putIfAbsent(
                  file.label(),
                  "what lies there is no image by name or content, such as "
                      + Check.shown(file.path().getFileName().toString())));
    }
    return new ImageListing(
        scan.labels(), all.stream().filter(ImageFile::claimed).toList(), hints, warnings);
  }

  /** Names each kind of file once. */
  private static String others(List<ImageFile> files) {
    Map<String, List<ImageFile>> byExtension = new TreeMap<>();
    for (ImageFile file : files) {
      String extension = FileClaim.extension(file.path());
      byExtension.computeIfAbsent(extension, key -> new ArrayList<>()).add(file);
    }
    List<String> shown =
        byExtension.entrySet().stream()
            .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
            .limit(SHOWN)
            .map(
                entry ->
                    entry.getValue().size()
                        + (entry.getKey().isEmpty()
                            ? " without extension"
                            : " ." + Check.shown(entry.getKey()))
                        + " such as "
                        + Check.shown(example(entry.getValue())))
            .toList();
    return files.size()
        + " files in class folders are no images by name or content and are left out ("
        + String.join("; ", shown)
        + (byExtension.size() > SHOWN ? "; and more" : "")
        + ")";
  }

  private static String example(List<ImageFile> files) {
    return files.stream().map(file -> file.path().toString()).min(String::compareTo).orElseThrow();
  }

  private static ImageFile read(FolderScan.Found found, Tally tally) {
    tally.requireWanted();
    ImageFile file = ImageFile.read(found.path(), found.label(), found.split());
    tally.oneDone();
    return file;
  }
}
