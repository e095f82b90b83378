package io.edgenas.data.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.CachePlan;
import io.edgenas.data.ImageFile;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.OpeningPlan;
import io.edgenas.data.Photos;
import io.edgenas.data.TruncatedPng;
import io.edgenas.data.folder.ImageListing;
import io.edgenas.images.Image;
import io.edgenas.images.format.ImageDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelCacheTest {
  private static final int SIDE = 12;
  private static final int IMAGES = 200;
  private static final OpeningPlan PLAN = median -> SIDE;

  @TempDir Path temp;

  @BeforeEach
  void makePhotos() throws IOException {
    Photos.write(photos().resolve("a"), 0, IMAGES / 2);
    Photos.write(photos().resolve("b"), 1_000, IMAGES / 2);
  }

  private Path photos() {
    return temp.resolve("photos");
  }

  private Path cache() {
    return temp.resolve("cache");
  }

  private Path pixels() {
    return cache().resolve("images-" + SIDE + ".pixels");
  }

  private Path index() {
    return cache().resolve("images-" + SIDE + ".index");
  }

  /** Counts what is decoded; leaves after so many images. */
  private static final class Counter implements OpeningListener {
    private final int most;
    private final List<String> announced = new ArrayList<>();
    private final List<Path> damaged = new ArrayList<>();
    private long bytes;
    private int decoded;

    Counter(int most) {
      this.most = most;
    }

    @Override
    public void decoding(Path folder, int images, int found, long size) {
      announced.add(images + " of " + (images + found));
      bytes = size;
    }

    @Override
    public void damaged(Path folder, List<Path> images) {
      damaged.addAll(images);
    }

    @Override
    public synchronized void progressed(String what, int done, int wanted) {
      decoded = what.equals("decoding") ? done : decoded;
    }

    @Override
    public synchronized boolean stopped() {
      return decoded >= most;
    }
  }

  private List<ImageFile> files() throws IOException {
    return ImageListing.of(photos(), OpeningListener.SILENT).files();
  }

  private Counter open(int most) throws IOException {
    Counter counter = new Counter(most);
    PixelCache.open(cache(), files(), SIDE, PLAN, counter);
    return counter;
  }

  private void assertHoldsEveryImage() throws IOException {
    Counter counter = new Counter(Integer.MAX_VALUE);
    PixelCache cache = PixelCache.open(cache(), files(), SIDE, PLAN, counter);
    assertEquals(List.of(), counter.announced, "nothing is left to decode");
    for (ImageFile file : files()) {
      Image expected = CachePlan.shrink(ImageDecoder.decode(file.path()), SIDE);
      assertEquals(expected, cache.image(cache.row(file.sha256())), file.path().toString());
    }
  }

  @Test
  void announcesItsSizeAndHasIt() throws IOException {
    Counter counter = open(Integer.MAX_VALUE);
    assertEquals(List.of("200 of 200"), counter.announced);
    assertEquals(counter.bytes, Files.size(pixels()));
    assertHoldsEveryImage();
  }

  @Test
  void goesOnWhereItWasInterrupted() throws IOException {
    assertThrows(CancellationException.class, () -> open(150));
    Counter rest = open(Integer.MAX_VALUE);
    assertEquals(List.of("72 of 200"), rest.announced, "two groups of 64 are kept");
    assertEquals(72, rest.decoded);
    assertHoldsEveryImage();
  }

  @Test
  void decodesOnlyTheImagesThatAreNew() throws IOException {
    open(Integer.MAX_VALUE);
    Photos.write(photos().resolve("a"), 5_000, 3);
    Files.delete(photos().resolve("b/photo-1000.png"));
    assertEquals(List.of("3 of 202"), open(Integer.MAX_VALUE).announced);
    assertHoldsEveryImage();
  }

  @Test
  void countsOnlyWhatIsWholeAfterACut() throws IOException {
    open(Integer.MAX_VALUE);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 6; i++) {
      Path file = i % 2 == 0 ? pixels() : index();
      int length = random.nextInt((int) Files.size(file));
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
      open(Integer.MAX_VALUE);
      assertHoldsEveryImage();
    }
  }

  @Test
  void makesRowsAgainThatAreDamaged() throws IOException {
    open(Integer.MAX_VALUE);
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 6; i++) {
      byte[] bytes = Files.readAllBytes(index());
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      Files.write(index(), bytes);
      open(Integer.MAX_VALUE);
      assertHoldsEveryImage();
    }
  }

  @Test
  void remembersAnImageThatCannotBeDecoded() throws IOException {
    byte[] png = Files.readAllBytes(photos().resolve("a/photo-7.png"));
    Path broken = photos().resolve("a/photo-7.png");
    Files.write(broken, TruncatedPng.withHalfItsRows(png));
    open(Integer.MAX_VALUE);
    Counter again = new Counter(Integer.MAX_VALUE);
    PixelCache cache = PixelCache.open(cache(), files(), SIDE, PLAN, again);
    assertEquals(List.of(), again.announced);
    ImageFile file =
        files().stream().filter(found -> found.path().equals(broken)).findFirst().orElseThrow();
    assertTrue(file.header().isPresent() && !cache.contains(file.sha256()));
  }

  @Test
  void leavesTheCacheToTheRunThatFillsIt() throws IOException {
    Files.createDirectories(cache());
    Path alone = cache().resolve(".images-" + SIDE + ".index.lock");
    try (FileChannel channel =
            FileChannel.open(alone, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      BadInputException refused =
          assertThrows(BadInputException.class, () -> open(Integer.MAX_VALUE));
      assertTrue(refused.getMessage().contains("another run"), refused.getMessage());
      assertTrue(lock.isValid());
    }
    open(Integer.MAX_VALUE);
    assertHoldsEveryImage();
  }

  private ImageFile file(String name) throws IOException {
    Path path = photos().resolve(name);
    return files().stream().filter(f -> f.path().equals(path)).findFirst().orElseThrow();
  }

  private long offset(String name) throws IOException {
    return CacheIndex.read(index(), pixels(), SIDE).rows().get(file(name).sha256()).offset();
  }

  @Test
  void findsAChangedPixelNamesItAndDecodesThatImageAgain() throws IOException {
    open(Integer.MAX_VALUE);
    byte[] bytes = Files.readAllBytes(pixels());
    bytes[(int) offset("a/photo-7.png") + 5] ^= 1;
    Files.write(pixels(), bytes);
    Counter again = open(Integer.MAX_VALUE);
    assertEquals(List.of(photos().resolve("a/photo-7.png")), again.damaged);
    assertEquals(List.of("1 of 200"), again.announced);
    assertHoldsEveryImage();
  }

  @Test
  void believesNoForgedImagesThatHaveForgedDigests() throws IOException {
    open(Integer.MAX_VALUE);
    CacheIndex found = CacheIndex.read(index(), pixels(), SIDE);
    byte[] pixels = new byte[(int) found.pixelBytes()];
    ByteBuffer rows =
        ByteBuffer.allocate(CacheIndex.HEADER_BYTES + IMAGES * CacheIndex.ROW_BYTES)
            .put(CacheIndex.header(SIDE));
    found
        .rows()
        .forEach(
            (sha256, row) ->
                CacheIndex.put(
                    rows,
                    sha256,
                    row.width(),
                    row.height(),
                    row.channels(),
                    Arrays.copyOf(pixels, row.length())));
    Files.write(pixels(), pixels);
    Files.write(index(), rows.array());
    Counter again = open(Integer.MAX_VALUE);
    assertEquals(IMAGES, again.damaged.size());
    assertEquals(List.of("200 of 200"), again.announced);
    assertHoldsEveryImage();
  }

  @Test
  void makesACacheOfAnOlderSchemaAnew() throws IOException {
    open(Integer.MAX_VALUE);
    byte[] bytes = Files.readAllBytes(index());
    bytes[11] = 1;
    Files.write(index(), bytes);
    assertEquals(List.of("200 of 200"), open(Integer.MAX_VALUE).announced);
    assertHoldsEveryImage();
  }

  @Test
  void writesThroughNoSymbolicLink() throws IOException {
    Path other = Files.writeString(temp.resolve("other"), "mine");
    for (Path file : List.of(pixels(), index(), cache().resolve(".images-12.index.lock"))) {
      Files.createDirectories(cache());
      Files.createSymbolicLink(file, other);
      BadInputException refused =
          assertThrows(BadInputException.class, () -> open(Integer.MAX_VALUE));
      assertTrue(refused.getMessage().contains(file + " is a symbolic link to " + other));
      assertEquals("mine", Files.readString(other));
      Files.delete(file);
    }
    Files.delete(cache());
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.createSymbolicLink(cache(), elsewhere);
    BadInputException refused =
        assertThrows(BadInputException.class, () -> open(Integer.MAX_VALUE));
    assertTrue(refused.getMessage().contains(cache() + " is a symbolic link to " + elsewhere));
    try (Stream<Path> files = Files.list(elsewhere)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void decodesElsewhereWhereThePlanSaysSo() throws IOException {
    open(Integer.MAX_VALUE);
    Photos.write(photos().resolve("a"), 5_000, 1);
    byte[] index = Files.readAllBytes(index());
    Path scratch = temp.resolve("scratch");
    OpeningPlan elsewhere =
        new OpeningPlan() {
          @Override
          public int shorterSide(int median) {
            return SIDE;
          }

          @Override
          public Path decodeInto(Path cacheFolder) {
            return scratch;
          }
        };
    PixelCache found = PixelCache.open(cache(), files(), SIDE, elsewhere, OpeningListener.SILENT);
    assertTrue(found.contains(file("a/photo-5000.png").sha256()));
    assertArrayEquals(index, Files.readAllBytes(index()));
    assertTrue(Files.exists(scratch.resolve(pixels().getFileName())));
  }

  @Test
  void keepsNoImageThatChangedMeanwhile() throws IOException {
    List<ImageFile> files = files();
    Photos.write(photos().resolve("a/photo-7.png"), 77, 20, 24);
    PixelCache cache = PixelCache.open(cache(), files, SIDE, PLAN, OpeningListener.SILENT);
    ImageFile changed =
        files.stream().filter(f -> f.path().endsWith("photo-7.png")).findFirst().orElseThrow();
    assertFalse(cache.contains(changed.sha256()));
    assertTrue(changed.whyUnreadable().contains("changed"), changed.whyUnreadable());
  }

  /** What the killed process of the next test runs: fills the cache, slowly. */
  static final class Slow implements OpeningListener {
    public static void main(String[] args) throws IOException {
      List<ImageFile> files = ImageListing.of(Path.of(args[0]), SILENT).files();
      PixelCache.open(Path.of(args[1]), files, SIDE, PLAN, new Slow());
    }

    @Override
    public void progressed(String what, int done, int wanted) {
      try {
        Thread.sleep(what.equals("decoding") ? 5 : 0);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void goesOnAfterSigkill() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Slow.class.getName(),
            photos().toString(),
            cache().toString());
    Process process = builder.inheritIO().start();
    long enough = CacheIndex.HEADER_BYTES + 64L * CacheIndex.ROW_BYTES;
    try {
      while (!Files.exists(index()) || Files.size(index()) < enough) {
        assertTrue(process.isAlive(), "killed before its end");
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    Counter rest = open(Integer.MAX_VALUE);
    assertTrue(rest.decoded <= IMAGES - 64, "decoded again: " + rest.decoded);
    assertTrue(rest.decoded > 0, "killed before its end");
    assertHoldsEveryImage();
  }
}
