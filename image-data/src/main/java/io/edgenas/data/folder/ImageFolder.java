package io.edgenas.data.folder;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.output.Json;
import io.edgenas.base.output.Sha256;
import io.edgenas.base.statistics.Quantiles;
import io.edgenas.data.DataPreview;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Duplicates;
import io.edgenas.data.ImageFile;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.OpeningPlan;
import io.edgenas.data.cache.DecodedImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Own images: {@code DIR/<class>/*}, split by content, or {@code DIR/{train,val,test}/<class>/*}.
 *
 * <p>Each image's part is decided by the SHA-256 of its bytes (80 % training, 10 % validation, 10 %
 * test), and the images stand in the order of these hashes: renaming files changes nothing, adding
 * some moves no other to another part, and copies of one image never lie in two parts.
 */
public final class ImageFolder {
  /** Share of unreadable images above which the folder is refused. */
  static final double MOST_UNREADABLE = 0.01;

  private static final int SHOWN = 10;

  private ImageFolder() {}

  /** Opens the folder as {@code DataSource} does any source. */
  public static DataSplits open(
      Path folder, Path cacheFolder, OpeningPlan plan, OpeningListener listener) {
    ImageListing listing = ImageListing.read(folder, listener);
    // What the headers tell is refused before the images are decoded.
    List<ImageFile> usable =
        listing.files().stream().filter(file -> file.header().isPresent()).toList();
    unreadable(folder, listing.files(), usable);
    requireImages(folder, listing, usable);
    int median = medianShorterSide(usable);
    requireParts(median, ImageParts.of(usable), plan);
    int side = plan.shorterSide(median);
    try {
      DecodedImages decoded =
          DecodedImages.open(listing.files(), cacheFolder, side, plan, listener);
      return splits(folder, listing, decoded);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a full disk under the cache is no fault of the images
    }
  }

  private static void requireParts(int median, ImageParts parts, OpeningPlan plan) {
    int train = parts.train().size();
    int validation = parts.validation().size();
    DataSplits.tooFew(train, validation)
        .ifPresent(
            message -> {
              throw new BadInputException(message);
            });
    plan.require(new DataPreview(median, train, validation));
  }

  private static int medianShorterSide(List<ImageFile> files) {
    int[] sides =
        files.stream().mapToInt(file -> file.header().orElseThrow().shorterSide()).toArray();
    return Quantiles.upperMedian(sides);
  }

  private static DataSplits splits(Path folder, ImageListing listing, DecodedImages decoded) {
    List<ImageFile> readable = decoded.readable();
    List<String> warnings = new ArrayList<>(listing.warnings());
    warnings.addAll(unreadable(folder, listing.files(), readable));
    requireImages(folder, listing, readable);
    warnings.addAll(Duplicates.of(readable).warnings());
    ImageParts parts = ImageParts.of(readable);
    int channels = decoded.channels();
    return new DataSplits(
            listing.labels(),
            channels,
            decoded.medianShorterSide(),
            decoded.dataset(parts.train(), channels),
            decoded.dataset(parts.validation(), channels),
            decoded.dataset(parts.test(), channels),
            fingerprint(listing.labels(), readable),
            warnings)
        .withClassWarnings();
  }

  /**
   * A warning of the files that are left out, if there are any.
   *
   * @throws BadInputException if they are too many
   */
  private static List<String> unreadable(
      Path folder, List<ImageFile> files, List<ImageFile> readable) {
    if (files.size() == readable.size()) {
      return List.of();
    }
    Set<ImageFile> there = Set.copyOf(readable);
    List<ImageFile> left = files.stream().filter(file -> !there.contains(file)).toList();
    String summary = summary(files.size(), left);
    if (tooMany(left.size(), files.size())) {
      throw BadInputException.of(
          folder.toString(), summary + ": repair or remove them; edgenas data names all");
    }
    return List.of(summary + "; they are left out");
  }

  /** Whether a folder with so many unreadable files is refused. */
  public static boolean tooMany(int unreadable, int files) {
    return unreadable > MOST_UNREADABLE * files;
  }

  private static void requireImages(Path folder, ImageListing listing, List<ImageFile> files) {
    emptyClass(folder, listing, files)
        .ifPresent(
            message -> {
              throw new BadInputException(message);
            });
  }

  /** Names the first class that has no images. */
  public static Optional<String> emptyClass(
      Path folder, ImageListing listing, List<ImageFile> files) {
    boolean[] seen = new boolean[listing.labels().size()];
    files.forEach(file -> seen[file.label()] = true);
    int[] empty = IntStream.range(0, seen.length).filter(label -> !seen[label]).toArray();
    if (empty.length == 0) {
      return Optional.empty();
    }
    String hint = listing.hints().get(empty[0]);
    return Optional.of(
        "class "
            + Check.shown(listing.labels().get(empty[0]))
            + " in "
            + folder
            + " has no images"
            + (empty.length > 1 ? " (one of " + empty.length + " such classes)" : "")
            + (hint == null ? ": add some, or remove its folder" : "; " + hint));
  }

  private static String fingerprint(List<String> labels, List<ImageFile> files) {
    return Sha256.of(
        Json.line(labels)
            + files.stream()
                .map(file -> file.sha256() + " " + file.label() + " " + file.split())
                .collect(Collectors.joining("\n")));
  }

  private static String summary(int files, List<ImageFile> unreadable) {
    List<String> shown =
        unreadable.stream()
            .limit(SHOWN)
            .map(file -> Check.shown(file.path().toString()) + ": " + file.whyUnreadable())
            .toList();
    return unreadable.size()
        + " of "
        + files
        + " images cannot be read ("
        + String.join("; ", shown)
        + (unreadable.size() > SHOWN ? "; and " + (unreadable.size() - SHOWN) + " more" : "")
        + ")";
  }
}
