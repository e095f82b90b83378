package io.edgenas.data.cache;

import io.edgenas.base.statistics.Quantiles;
import io.edgenas.data.Dataset;
import io.edgenas.data.ImageFile;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.OpeningPlan;
import io.edgenas.images.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The decoded images of a folder by the hash of their files, in a cache that the next run uses
 * again. Immutable and safe for any number of threads.
 */
public final class DecodedImages {
  private final PixelCache cache;
  private final List<ImageFile> readable;

  private DecodedImages(PixelCache cache, List<ImageFile> files) {
    this.cache = cache;
    this.readable = files.stream().filter(file -> cache.contains(file.sha256())).toList();
  }

  /** Decodes what the cache does not have yet; see {@link PixelCache#open}. */
  public static DecodedImages open(
      List<ImageFile> files,
      Path cacheFolder,
      int shorterSide,
      OpeningPlan plan,
      OpeningListener listener)
      throws IOException {
    Map<String, ImageFile> distinct = new LinkedHashMap<>();
    files.forEach(file -> distinct.putIfAbsent(file.sha256(), file));
    List<ImageFile> once = List.copyOf(distinct.values());
    return new DecodedImages(
        PixelCache.open(cacheFolder, once, shorterSide, plan, listener), files);
  }

  /** The files that could be decoded, in the order given. */
  public List<ImageFile> readable() {
    return readable;
  }

  /** Whether the file could be decoded. */
  boolean contains(ImageFile file) {
    return cache.contains(file.sha256());
  }

  /** 1 if every image is grey, else 3. */
  public int channels() {
    return readable.stream().mapToInt(file -> row(file).channels()).max().orElse(1);
  }

  /** Median of the images' shorter sides in pixels; 0 without images. */
  public int medianShorterSide() {
    return Quantiles.upperMedian(
        readable.stream()
            .mapToInt(file -> Math.min(row(file).width(), row(file).height()))
            .toArray());
  }

  private CacheIndex.Row row(ImageFile file) {
    return cache.row(file.sha256());
  }

  /** These files, all of them readable, in the given number of channels. */
  public Dataset dataset(List<ImageFile> files, int channels) {
    List<CacheIndex.Row> rows = files.stream().map(this::row).toList();
    int[] labels = files.stream().mapToInt(ImageFile::label).toArray();
    return new Dataset() {
      @Override
      public int size() {
        return labels.length;
      }

      @Override
      public Image image(int index) {
        return cache.image(rows.get(index)).withChannels(channels);
      }

      @Override
      public int label(int index) {
        return labels[index];
      }
    };
  }
}
