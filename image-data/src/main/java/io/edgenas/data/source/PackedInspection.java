package io.edgenas.data.source;

import io.edgenas.data.DataReport;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.data.Duplicates;
import io.edgenas.data.Split;
import io.edgenas.data.cache.CacheIndex;
import io.edgenas.images.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks at every image of a data set that is in memory as a whole. Of millions of images no more is
 * kept than a digest, unless there is something to say of them: a small packed file may hold so
 * many.
 */
final class PackedInspection {
  private static final int NAMED = 1_000;

  private final DataSplits data;
  private final List<Dataset> parts;

  PackedInspection(DataSplits data) {
    this.data = data;
    this.parts = List.of(data.train(), data.validation(), data.test());
  }

  int images() {
    return parts.stream().mapToInt(Dataset::size).sum();
  }

  List<DataReport.Shape> shapes() {
    Image first = data.train().image(0);
    return Collections.nCopies(
        images(), new DataReport.Shape(first.width(), first.height(), first.channels()));
  }

  private String name(int part, int index) {
    String label = data.labels().get(parts.get(part).label(index));
    return Split.values()[part].folder() + " image " + index + " (" + label + ")";
  }

  /** The first thousand of them. */
  List<String> singleColour() {
    List<String> names = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      for (int i = 0; i < parts.get(part).size() && names.size() < NAMED; i++) {
        if (DataInspection.hasSingleColour(parts.get(part).image(i))) {
          names.add(name(part, i));
        }
      }
    }
    return names;
  }

  Duplicates duplicates() {
    List<CacheIndex.Digest[]> digests = new ArrayList<>();
    for (Dataset part : parts) {
      digests.add(
          IntStream.range(0, part.size())
              .parallel()
              .mapToObj(i -> CacheIndex.Digest.of(part.image(i).toBytes()))
              .toArray(CacheIndex.Digest[]::new));
    }
    long[] repeated =
        repeated(
            digests.stream()
                .flatMap(Arrays::stream)
                .mapToLong(CacheIndex.Digest::high)
                .sorted()
                .toArray());
    Duplicates.Finder finder = new Duplicates.Finder();
    for (int part = 0; part < parts.size(); part++) {
      CacheIndex.Digest[] ofPart = digests.get(part);
      for (int i = 0; i < ofPart.length; i++) {
        if (Arrays.binarySearch(repeated, ofPart[i].high()) >= 0) {
          int label = parts.get(part).label(i);
          finder.add(ofPart[i].toString(), name(part, i), label, Split.values()[part]);
        }
      }
    }
    return finder.found();
  }

  /** Returns the sorted numbers that stand there more than once. */
  private static long[] repeated(long[] sorted) {
    return IntStream.range(1, sorted.length)
        .filter(i -> sorted[i] == sorted[i - 1])
        .mapToLong(i -> sorted[i])
        .distinct()
        .toArray();
  }
}
