package io.edgenas.supernet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.input.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFolderTest {
  private static final int TRAIN = 40;
  private static final int TEST = 10;

  @TempDir Path folder;

  @BeforeEach
  void writeFolder() throws IOException {
    Files.write(folder.resolve(IdxSet.TRAIN_IMAGES), images(TRAIN, 6, 5));
    Files.write(folder.resolve(IdxSet.TRAIN_LABELS), labels(TRAIN));
    Files.write(folder.resolve(IdxSet.TEST_IMAGES), images(TEST, 6, 5));
    Files.write(folder.resolve(IdxSet.TEST_LABELS), labels(TEST));
  }

  private static byte[] images(int count, int height, int width) {
    ByteBuffer out = ByteBuffer.allocate(16 + count * height * width);
    out.putInt(0x0803).putInt(count).putInt(height).putInt(width);
    for (int i = 0; out.hasRemaining(); i++) {
      out.put((byte) (i * 31));
    }
    return out.array();
  }

  private static byte[] labels(int count) {
    ByteBuffer out = ByteBuffer.allocate(8 + count).putInt(0x0801).putInt(count);
    for (int i = 0; i < count; i++) {
      out.put((byte) (i % 3));
    }
    return out.array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private void pack(String name, byte[] content) throws IOException {
    Files.delete(folder.resolve(name));
    Files.write(folder.resolve(name + ".gz"), content);
  }

  private void refuses(String... parts) {
    BadInputException e = assertThrows(BadInputException.class, () -> IdxFolder.open(folder));
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void readsImagesLabelsAndParts() {
    DataSplits data = IdxFolder.open(folder);
    assertEquals(36, data.train().size());
    assertEquals(4, data.validation().size());
    assertEquals(10, data.test().size());
    assertEquals(List.of("0", "1", "2"), data.labels());
    assertEquals(1, data.channels());
    assertEquals(5, data.nativeSize());
    assertEquals(5, data.train().image(0).width());
    assertEquals(6, data.train().image(0).height());
    assertEquals((31 * 37) & 0xff, data.train().image(1).sample(2, 1, 0));
    assertEquals(37 % 3, data.validation().label(1));
    assertEquals((36 * 30 * 31) & 0xff, data.validation().image(0).sample(0, 0, 0));
  }

  @Test
  void readsGzippedFilesAsTheSameData() throws IOException {
    DataSplits raw = IdxFolder.open(folder);
    pack(IdxSet.TRAIN_IMAGES, gzip(images(TRAIN, 6, 5)));
    DataSplits packed = IdxFolder.open(folder);
    assertEquals(raw.fingerprint(), packed.fingerprint());
    assertEquals(raw.train().image(7), packed.train().image(7));
  }

  @Test
  void changesTheFingerprintWithOnePixel() throws IOException {
    String before = IdxFolder.open(folder).fingerprint();
    byte[] images = images(TRAIN, 6, 5);
    images[100]++;
    Files.write(folder.resolve(IdxSet.TRAIN_IMAGES), images);
    assertNotEquals(before, IdxFolder.open(folder).fingerprint());
  }

  @Test
  void takesClassNamesFromTheLabelsFile() throws IOException {
    Files.writeString(folder.resolve("labels.txt"), "ant\nbee\ncrab\n\n");
    assertEquals(List.of("ant", "bee", "crab"), IdxFolder.open(folder).labels());
  }

  @Test
  void refusesTooFewClassNames() throws IOException {
    Files.writeString(folder.resolve("labels.txt"), "ant\nbee\n");
    refuses("labels.txt", "2 classes");
  }

  @Test
  void namesTheMissingFile() throws IOException {
    Files.delete(folder.resolve(IdxSet.TEST_LABELS));
    refuses(IdxSet.TEST_LABELS, ".gz", folder.toString());
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    byte[] bytes = images(TRAIN, 6, 5);
    Files.write(folder.resolve(IdxSet.TRAIN_IMAGES), Arrays.copyOf(bytes, bytes.length - 1));
    refuses(IdxSet.TRAIN_IMAGES, "cut off");
  }

  @Test
  void refusesATruncatedHeader() throws IOException {
    Files.write(folder.resolve(IdxSet.TRAIN_IMAGES), new byte[] {0, 0, 8, 3, 0, 0});
    refuses(IdxSet.TRAIN_IMAGES, "cut off");
  }

  @Test
  void refusesTruncatedGzipAtAnyLength() throws IOException {
    byte[] packed = gzip(images(TRAIN, 6, 5));
    pack(IdxSet.TRAIN_IMAGES, packed);
    Path file = folder.resolve(IdxSet.TRAIN_IMAGES + ".gz");
    for (int length = 0; length < packed.length; length += 7) {
      Files.write(file, Arrays.copyOf(packed, length));
      refuses(file.toString());
    }
  }

  @Test
  void refusesWhatIsNoGzip() throws IOException {
    pack(IdxSet.TRAIN_IMAGES, images(TRAIN, 6, 5));
    refuses(IdxSet.TRAIN_IMAGES + ".gz", "not gzipped");
  }

  @Test
  void refusesMoreBytesThanAnnounced() throws IOException {
    byte[] bytes = images(TRAIN, 6, 5);
    Files.write(folder.resolve(IdxSet.TRAIN_IMAGES), Arrays.copyOf(bytes, bytes.length + 1));
    refuses(IdxSet.TRAIN_IMAGES, "more bytes");
  }

  @Test
  void refusesAnotherMagicNumber() throws IOException {
    Files.write(folder.resolve(IdxSet.TRAIN_IMAGES), labels(TRAIN));
    refuses(IdxSet.TRAIN_IMAGES, "0x00000801", "0x00000803");
  }

  @Test
  void refusesHugeSizesBeforeReadingThem() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(16).putInt(0x0803).putInt(10_000_000);
    header.putInt(4096).putInt(4096);
    Files.write(folder.resolve(IdxSet.TRAIN_IMAGES), header.array());
    refuses(IdxSet.TRAIN_IMAGES, "at most");
    header.putInt(4, Integer.MIN_VALUE);
    Files.write(folder.resolve(IdxSet.TRAIN_IMAGES), header.array());
    refuses(IdxSet.TRAIN_IMAGES, "-2147483648");
  }

  @Test
  void refusesImagesAndLabelsOfDifferentNumber() throws IOException {
    Files.write(folder.resolve(IdxSet.TRAIN_LABELS), labels(TRAIN - 1));
    refuses("40 images", "39 labels");
  }

  @Test
  void refusesTestImagesOfAnotherSize() throws IOException {
    Files.write(folder.resolve(IdxSet.TEST_IMAGES), images(TEST, 5, 5));
    refuses(IdxSet.TEST_IMAGES, "different sizes");
  }
}
