package io.edgenas.supernet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.images.Image;
import io.edgenas.images.ImageDecoder;
import io.edgenas.input.BadInputException;
import java.io.IOException;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelCacheTest {
  private static final int SIDE = 12;
  private static final int IMAGES = 200;

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
    PixelCache.open(cache(), files(), SIDE, counter);
    return counter;
  }

  private void assertHoldsEveryImage() throws IOException {
    Counter counter = new Counter(Integer.MAX_VALUE);
    PixelCache cache = PixelCache.open(cache(), files(), SIDE, counter);
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
    PixelCache cache = PixelCache.open(cache(), files(), SIDE, again);
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

  /** What the killed process of the next test runs: fills the cache, slowly. */
  static final class Slow implements OpeningListener {
    public static void main(String[] args) throws IOException {
      List<ImageFile> files = ImageListing.of(Path.of(args[0]), SILENT).files();
      PixelCache.open(Path.of(args[1]), files, SIDE, new Slow());
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
