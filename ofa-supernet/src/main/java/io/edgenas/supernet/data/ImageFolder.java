package io.edgenas.supernet.data;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.output.Json;
import io.edgenas.output.Sha256;
import io.edgenas.output.WriteFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Own images: {@code DIR/<class>/*}, split by content, or {@code DIR/{train,val,test}/<class>/*}.
 *
 * <p>Each image's part is decided by the SHA-256 of its bytes (80 % training, 10 % validation, 10 %
 * test), and the images stand in the order of these hashes: renaming files changes nothing, adding
 * some moves no other to another part, and copies of one image never lie in two parts.
 */
final class ImageFolder {
  /** Share of unreadable images above which the folder is refused. */
  static final double MOST_UNREADABLE = 0.01;

  private static final int SHOWN = 10;

  private ImageFolder() {}

  static DataSplits open(Path folder, Path cacheFolder, int shorterSide) {
    try {
      ImageListing listing = ImageListing.of(folder);
      DecodedImages decoded = DecodedImages.open(listing.files(), cacheFolder, shorterSide);
      return splits(folder, listing, decoded);
    } catch (WriteFailure e) {
      throw new UncheckedIOException(e); // the cache's disk is full: the images are not to blame
    } catch (IOException e) {
      throw new BadInputException(
          folder + " cannot be read: " + Check.shown("" + e.getMessage()), e);
    }
  }

  private static DataSplits splits(Path folder, ImageListing listing, DecodedImages decoded) {
    List<ImageFile> unreadable =
        listing.files().stream().filter(file -> !decoded.contains(file.sha256())).toList();
    List<String> warnings = new ArrayList<>(listing.warnings());
    if (!unreadable.isEmpty()) {
      String summary = summary(listing.files().size(), unreadable, decoded);
      if (unreadable.size() > MOST_UNREADABLE * listing.files().size()) {
        throw new BadInputException(folder + ": " + summary + "; repair or remove them");
      }
      warnings.add(summary + "; they are left out");
    }
    List<ImageFile> readable =
        listing.files().stream().filter(file -> decoded.contains(file.sha256())).toList();
    requireImages(folder, listing.labels(), readable);
    int channels = decoded.channels();
    Dataset train = decoded.dataset(part(readable, Split.TRAIN), channels);
    Dataset validation = decoded.dataset(part(readable, Split.VALIDATION), channels);
    Dataset test = decoded.dataset(part(readable, Split.TEST), channels);
    if (validation.size() == 0 && train.size() > 1) {
      int start = DataSplits.validationStart(train.size());
      validation = train.range(start, train.size());
      train = train.range(0, start);
    }
    return new DataSplits(
        listing.labels(),
        channels,
        decoded.medianShorterSide(),
        train,
        validation,
        test,
        fingerprint(listing.labels(), readable),
        warnings);
  }

  private static void requireImages(Path folder, List<String> labels, List<ImageFile> files) {
    for (int i = 0; i < labels.size(); i++) {
      int label = i;
      if (files.stream().noneMatch(file -> file.label() == label)) {
        throw new BadInputException(
            "class "
                + Check.shown(labels.get(i))
                + " in "
                + folder
                + " has no images: add some, or"
                + " remove its folder");
      }
    }
  }

  private static List<ImageFile> part(List<ImageFile> files, Split split) {
    return files.stream().filter(file -> file.split() == split).toList();
  }

  private static String fingerprint(List<String> labels, List<ImageFile> files) {
    return Sha256.of(
        Json.line(labels)
            + files.stream()
                .map(file -> file.sha256() + " " + file.label() + " " + file.split())
                .collect(Collectors.joining("\n")));
  }

  private static String summary(int files, List<ImageFile> unreadable, DecodedImages decoded) {
    Set<String> reasons = new LinkedHashSet<>();
    for (ImageFile file : unreadable.subList(0, Math.min(SHOWN, unreadable.size()))) {
      reasons.add(Check.shown(decoded.reason(file.sha256())));
    }
    return unreadable.size()
        + " of "
        + files
        + " images cannot be read: "
        + String.join("; ", reasons)
        + (unreadable.size() > SHOWN ? "; and " + (unreadable.size() - SHOWN) + " more" : "");
  }
}
