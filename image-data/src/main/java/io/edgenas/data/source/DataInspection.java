package io.edgenas.data.source;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.ClassWarnings;
import io.edgenas.data.DataReport;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Duplicates;
import io.edgenas.data.ImageFile;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.Split;
import io.edgenas.data.Tally;
import io.edgenas.data.folder.ImageFolder;
import io.edgenas.data.folder.ImageListing;
import io.edgenas.data.folder.ImageParts;
import io.edgenas.images.Image;
import io.edgenas.images.format.ImageHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    List<Optional<Seen>> seen =
        listing.files().parallelStream().map(file -> look(file, tally)).toList();
    return report(folder, listing, seen);
  }

  /** What decoding an image tells. */
  private record Seen(int channels, boolean singleColour) {
    static Seen of(Image image) {
      return new Seen(image.channels(), hasSingleColour(image));
    }
  }

  /** Whether all pixels are the same. */
  static boolean hasSingleColour(Image image) {
    byte[] samples = image.toBytes();
    int channels = image.channels();
    // Each pixel equals the one before.
    return Arrays.equals(samples, channels, samples.length, samples, 0, samples.length - channels);
  }

  /** Empty if the image cannot be decoded. */
  private static Optional<Seen> look(ImageFile file, Tally tally) {
    tally.requireWanted();
    try {
      return file.header().isPresent() ? Optional.of(Seen.of(file.decode())) : Optional.empty();
    } catch (BadInputException e) {
      return Optional.empty(); // it is asked for its reason later
    } finally {
      tally.oneDone();
    }
  }

  private static DataReport report(Path folder, ImageListing listing, List<Optional<Seen>> seen) {
    List<ImageFile> readable = new ArrayList<>();
    List<DataReport.Shape> shapes = new ArrayList<>();
    List<DataReport.Remark> unreadable = new ArrayList<>();
    List<DataReport.Remark> misnamed = new ArrayList<>();
    List<String> singleColour = new ArrayList<>();
    TreeMap<String, Integer> formats = new TreeMap<>();
    for (int i = 0; i < listing.files().size(); i++) {
      ImageFile file = listing.files().get(i);
      if (seen.get(i).isEmpty()) {
        unreadable.add(new DataReport.Remark(file.path().toString(), file.whyUnreadable()));
        continue;
      }
      ImageHeader header = file.header().orElseThrow();
      readable.add(file);
      shapes.add(
          new DataReport.Shape(header.width(), header.height(), seen.get(i).get().channels()));
      if (seen.get(i).get().singleColour()) {
        singleColour.add(file.path().toString());
      }
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
    List<DataReport.ClassCount> rows = DataReport.classes(listing.labels(), counts);
    List<String> warnings = new ArrayList<>(listing.warnings());
    // Classes without images are errors.
    warnings.addAll(ClassWarnings.of(rows.stream().filter(row -> row.total() > 0).toList()));
    return new DataReport(
        rows,
        shapes,
        formats,
        unreadable,
        misnamed,
        Duplicates.of(readable),
        singleColour,
        warnings,
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
    ImageFolder.emptyClass(folder, listing, readable).ifPresent(errors::add);
    DataSplits.tooFew(parts.train().size(), parts.validation().size()).ifPresent(errors::add);
    return errors;
  }

  /** A data set whose images are all of one size and one format. */
  static DataReport ofPacked(DataSplits data, String format) {
    PackedInspection inspection = new PackedInspection(data);
    return new DataReport(
        data.classCounts(),
        inspection.shapes(),
        new TreeMap<>(Map.of(format, inspection.images())),
        List.of(),
        List.of(),
        inspection.duplicates(),
        inspection.singleColour(),
        data.warnings(),
        List.of());
  }
}
