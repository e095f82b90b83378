package io.edgenas.supernet.data;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * What is in an image folder, with each file's hash and header.
 *
 * @param labels as {@link FolderScan#labels}
 * @param files in the order of their hashes, then labels, then paths
 * @param warnings what was left out
 */
record ImageListing(List<String> labels, List<ImageFile> files, List<String> warnings) {
  private static final Comparator<ImageFile> ORDER =
      Comparator.comparing(ImageFile::sha256)
          .thenComparing(ImageFile::label)
          .thenComparing(ImageFile::path);

  /** As {@link #of}, where a folder that cannot be read is bad input. */
  static ImageListing read(Path folder, OpeningListener listener) {
    try {
      return of(folder, listener);
    } catch (IOException e) {
      throw new BadInputException(
          folder + " cannot be read: " + Check.shown("" + e.getMessage()), e);
    }
  }

  /**
   * Reads every file once, in parallel.
   *
   * @throws BadInputException if the folder does not hold classes of images
   * @throws java.util.concurrent.CancellationException if the listener wants to leave
   */
  static ImageListing of(Path folder, OpeningListener listener) throws IOException {
    FolderScan scan = FolderScan.of(folder);
    Tally tally = new Tally(listener, "reading", scan.found().size());
    try {
      List<ImageFile> files =
          scan.found().parallelStream().map(found -> read(found, tally)).sorted(ORDER).toList();
      return new ImageListing(scan.labels(), files, scan.warnings());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static ImageFile read(FolderScan.Found found, Tally tally) {
    tally.requireWanted();
    try {
      ImageFile file = ImageFile.read(found.path(), found.label(), found.split());
      tally.oneDone();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
