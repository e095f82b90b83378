package io.edgenas.supernet.data;

import io.edgenas.images.Image;
import io.edgenas.images.ImageDecoder;
import io.edgenas.input.BadInputException;
import io.edgenas.output.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The decoded images of a folder by the hash of their files, in a cache file that the next run uses
 * again. Immutable and safe for any number of threads.
 */
final class DecodedImages {
  private final PixelCache cache;
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();

  private DecodedImages(PixelCache cache) {
    this.cache = cache;
  }

  /** Decodes what the cache does not have yet. */
  static DecodedImages open(List<ImageFile> files, Path cacheFolder, int shorterSide)
      throws IOException {
    Map<String, Path> distinct = new LinkedHashMap<>();
    files.forEach(file -> distinct.putIfAbsent(file.sha256(), file.path()));
    List<String> hashes = List.copyOf(distinct.keySet());
    String key = Sha256.of(shorterSide + "\n" + String.join("\n", hashes));
    List<Path> paths = List.copyOf(distinct.values());
    DecodedImages images = new DecodedImages(PixelCache.open(cacheFolder, key, paths, shorterSide));
    for (int i = 0; i < hashes.size(); i++) {
      if (images.cache.readable(i)) {
        images.positions.put(hashes.get(i), i);
      } else {
        images.reasons.put(hashes.get(i), reason(paths.get(i)));
      }
    }
    return images;
  }

  /** Decodes once more: the cache keeps that an image is unreadable, not why. */
  private static String reason(Path file) {
    try {
      ImageDecoder.decode(file);
      return file + " could not be read when the cache was made: remove the cache";
    } catch (BadInputException e) {
      return e.getMessage();
    }
  }

  /** Whether the file with this hash could be decoded. */
  boolean contains(String sha256) {
    return positions.containsKey(sha256);
  }

  /** Why it could not. */
  String reason(String sha256) {
    return reasons.get(sha256);
  }

  /** 1 if every image is grey, else 3. */
  int channels() {
    return positions.values().stream().mapToInt(cache::channels).max().orElse(1);
  }

  /** Median of the images' shorter sides in pixels; 0 without images. */
  int medianShorterSide() {
    int[] sides =
        positions.values().stream()
            .mapToInt(i -> Math.min(cache.width(i), cache.height(i)))
            .sorted()
            .toArray();
    return sides.length == 0 ? 0 : sides[sides.length / 2];
  }

  /** These files, all of them readable, in the given number of channels. */
  Dataset dataset(List<ImageFile> files, int channels) {
    List<Integer> chosen = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (ImageFile file : files) {
      chosen.add(positions.get(file.sha256()));
      labels.add(file.label());
    }
    int[] indices = chosen.stream().mapToInt(Integer::intValue).toArray();
    int[] classes = labels.stream().mapToInt(Integer::intValue).toArray();
    return new Dataset() {
      @Override
      public int size() {
        return indices.length;
      }

      @Override
      public Image image(int index) {
        return cache.image(indices[index]).withChannels(channels);
      }

      @Override
      public int label(int index) {
        return classes[index];
      }
    };
  }
}
