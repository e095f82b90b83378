package io.edgenas.data.cache;

import io.edgenas.data.ImageFile;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.Seeds;
import io.edgenas.data.Tally;
import io.edgenas.images.Image;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Finds images of a cache that are not what was decoded. The digest of every image is computed
 * anew, which finds whatever changed by accident. Whoever forges digests too is found by decoding a
 * few images, drawn so that nobody can know which: had a twentieth of all been changed, they would
 * be found in 96 of 100 cases.
 */
final class CacheCheck {
  private static final int DECODED = 64;

  private final PixelCache cache;
  private final int shorterSide;
  private final OpeningListener listener;

  CacheCheck(PixelCache cache, int shorterSide, OpeningListener listener) {
    this.cache = cache;
    this.shorterSide = shorterSide;
    this.listener = listener;
  }

  /**
   * The files whose images are not right; all of them if one that was decoded differs from what a
   * good digest vouches for.
   *
   * @param files that the cache has a row for
   * @param seed decides which are decoded
   */
  List<ImageFile> wrong(List<ImageFile> files, long seed) {
    Tally tally = new Tally(listener, "checking", files.size());
    List<ImageFile> wrong = files.parallelStream().filter(file -> !sound(file, tally)).toList();
    if (wrong.isEmpty() && drawn(files, seed).parallelStream().anyMatch(this::differs)) {
      return files;
    }
    return wrong;
  }

  private boolean sound(ImageFile file, Tally tally) {
    tally.requireWanted();
    CacheIndex.Row row = cache.row(file.sha256());
    byte[] samples = row.length() == 0 ? new byte[0] : cache.image(row).toBytes();
    tally.oneDone();
    return CacheIndex.Digest.of(samples).equals(row.digest());
  }

  private static List<ImageFile> drawn(List<ImageFile> files, long seed) {
    if (files.size() <= DECODED) {
      return files;
    }
    RandomGenerator random = Seeds.generator(seed, "cache check");
    return random.ints(DECODED, 0, files.size()).distinct().mapToObj(files::get).toList();
  }

  private boolean differs(ImageFile file) {
    CacheIndex.Row row = cache.row(file.sha256());
    Optional<Image> cached = row.length() == 0 ? Optional.empty() : Optional.of(cache.image(row));
    return !cached.equals(CacheWriter.decode(file, shorterSide));
  }
}
