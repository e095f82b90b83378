package io.edgenas.supernet.data;

import io.edgenas.images.Image;
import io.edgenas.images.ImageDecoder;
import io.edgenas.images.ImageHeader;
import io.edgenas.input.BadInputException;
import io.edgenas.output.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Looks at every image of a data set. */
final class DataInspection {
  private DataInspection() {}

  /**
   * Decodes every image of a folder, to know which cannot be.
   *
   * @throws BadInputException if the folder does not hold classes of images
   */
  static DataReport ofFolder(Path folder, OpeningListener listener) {
    ImageListing listing = ImageListing.read(folder, listener);
    Tally tally = new Tally(listener, "decoding", listing.files().size());
    List<OptionalInt> channels =
        listing.files().parallelStream().map(file -> channels(file, tally)).toList();
    return report(folder, listing, channels);
  }

  /** Of the decoded image; empty if it cannot be decoded. */
  private static OptionalInt channels(ImageFile file, Tally tally) {
    tally.requireWanted();
    try {
      return file.header().isPresent()
          ? OptionalInt.of(ImageDecoder.decode(file.path()).channels())
          : OptionalInt.empty();
    } catch (BadInputException e) {
      return OptionalInt.empty(); // it is asked for its reason later
    } finally {
      tally.oneDone();
    }
  }

  private static DataReport report(Path folder, ImageListing listing, List<OptionalInt> channels) {
    List<ImageFile> readable = new ArrayList<>();
    List<DataReport.Shape> shapes = new ArrayList<>();
    List<DataReport.Remark> unreadable = new ArrayList<>();
    List<DataReport.Remark> misnamed = new ArrayList<>();
    TreeMap<String, Integer> formats = new TreeMap<>();
    for (int i = 0; i < listing.files().size(); i++) {
      ImageFile file = listing.files().get(i);
      if (channels.get(i).isEmpty()) {
        unreadable.add(new DataReport.Remark(file.path().toString(), file.whyUnreadable()));
        continue;
      }
      ImageHeader header = file.header().orElseThrow();
      readable.add(file);
      shapes.add(new DataReport.Shape(header.width(), header.height(), channels.get(i).getAsInt()));
      formats.merge(header.format().name(), 1, Integer::sum);
      if (file.misnamed()) {
        misnamed.add(new DataReport.Remark(file.path().toString(), header.format().name()));
      }
    }
    ImageParts parts = ImageParts.of(readable);
    Map<Split, int[]> counts = new EnumMap<>(Split.class);
    int classes = listing.labels().size();
    counts.put(Split.TRAIN, counts(parts.train(), classes));
    counts.put(Split.VALIDATION, counts(parts.validation(), classes));
    counts.put(Split.TEST, counts(parts.test(), classes));
    return new DataReport(
        DataReport.classes(listing.labels(), counts),
        shapes,
        formats,
        unreadable,
        misnamed,
        Duplicates.of(readable),
        listing.warnings(),
        errors(folder, listing, readable, parts));
  }

  private static int[] counts(List<ImageFile> files, int classes) {
    int[] counts = new int[classes];
    files.forEach(file -> counts[file.label()]++);
    return counts;
  }

  private static List<String> errors(
      Path folder, ImageListing listing, List<ImageFile> readable, ImageParts parts) {
    List<String> errors = new ArrayList<>();
    int files = listing.files().size();
    if (ImageFolder.tooMany(files - readable.size(), files)) {
      errors.add(
          files - readable.size() + " of " + files + " images cannot be read, more than 1 %");
    }
    ImageFolder.emptyClass(folder, listing.labels(), readable).ifPresent(errors::add);
    DataSplits.tooFew(parts.train().size(), parts.validation().size()).ifPresent(errors::add);
    return errors;
  }

  /** A data set whose images are all of one size and one format. */
  static DataReport ofPacked(DataSplits data, String format) {
    Duplicates.Finder duplicates = new Duplicates.Finder();
    List<DataReport.Shape> shapes = new ArrayList<>();
    Map<Split, int[]> counts = new EnumMap<>(Split.class);
    Map<Split, Dataset> parts =
        Map.of(
            Split.TRAIN,
            data.train(),
            Split.VALIDATION,
            data.validation(),
            Split.TEST,
            data.test());
    for (Split split : Split.values()) {
      Dataset part = parts.get(split);
      counts.put(split, part.classCounts(data.classes()));
      List<String> contents =
          IntStream.range(0, part.size())
              .parallel()
              .mapToObj(i -> Sha256.of(part.image(i).toBytes()))
              .toList();
      for (int i = 0; i < part.size(); i++) {
        Image image = part.image(i);
        int label = part.label(i);
        shapes.add(new DataReport.Shape(image.width(), image.height(), image.channels()));
        String name = split.folder() + " image " + i + " (" + data.labels().get(label) + ")";
        duplicates.add(contents.get(i), name, label, split);
      }
    }
    return new DataReport(
        DataReport.classes(data.labels(), counts),
        shapes,
        new TreeMap<>(Map.of(format, shapes.size())),
        List.of(),
        List.of(),
        duplicates.found(),
        data.warnings(),
        List.of());
  }
}
