package io.edgenas.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.DataReport;
import io.edgenas.data.DataSplits;
import io.edgenas.data.OpeningListener;
import io.edgenas.fixtures.Fifo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    ByteBuffer header = ByteBuffer.allocate(16).putInt(0x0803).putInt(2_000_000);
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

  private void writeLabels(int train, int test, int first) throws IOException {
    byte[] ofTrain = labels(train);
    byte[] ofTest = labels(test);
    for (int i = 8; i < ofTrain.length; i++) {
      ofTrain[i] += (byte) first;
    }
    for (int i = 8; i < ofTest.length; i++) {
      ofTest[i] += (byte) first;
    }
    Files.write(folder.resolve(IdxSet.TRAIN_LABELS), ofTrain);
    Files.write(folder.resolve(IdxSet.TEST_LABELS), ofTest);
  }

  @Test
  void makesNoClassOf0WhereLabelsBeginAt1() throws IOException {
    writeLabels(TRAIN, TEST, 1);
    DataSplits data = IdxFolder.open(folder);
    assertEquals(List.of("1", "2", "3"), data.labels());
    assertEquals(0, data.train().label(0));
    assertTrue(data.warnings().get(0).contains("begin at 1"), data.warnings().toString());
    Files.writeString(folder.resolve("labels.txt"), "\ufeffant\nbee\ncrab\n");
    assertEquals(List.of("ant", "bee", "crab"), IdxFolder.open(folder).labels());
    assertEquals(0, IdxFolder.open(folder).train().label(0));
    Files.writeString(folder.resolve("labels.txt"), "none\nant\nbee\ncrab\n");
    DataSplits named = IdxFolder.open(folder);
    assertEquals(1, named.train().label(0));
    assertTrue(named.warnings().get(0).startsWith("1 class without images (none)"));
  }

  @Test
  void refusesASingleLabel() throws IOException {
    byte[] ones = labels(TRAIN);
    Arrays.fill(ones, 8, ones.length, (byte) 1);
    Files.write(folder.resolve(IdxSet.TRAIN_LABELS), ones);
    Files.write(folder.resolve(IdxSet.TEST_LABELS), labels(TEST));
    assertEquals(3, IdxFolder.open(folder).classes());
    byte[] few = labels(TEST);
    Arrays.fill(few, 8, few.length, (byte) 1);
    Files.write(folder.resolve(IdxSet.TEST_LABELS), few);
    refuses("label 1 only", "at least 2");
  }

  @Test
  void refusesClassNamesThatCannotBeUsed() throws IOException {
    Files.writeString(folder.resolve("labels.txt"), "ant\nb\ufffde\ncrab\n");
    refuses("labels.txt", "cannot be read as text");
    Files.writeString(folder.resolve("labels.txt"), "ant\nant\ncrab\n");
    refuses("labels.txt", "not distinct");
    Files.write(folder.resolve("labels.txt"), "ant\nbee".getBytes(StandardCharsets.UTF_16));
    refuses("labels.txt", "not UTF-8");
  }

  @Test
  void readsGzipOfSeveralMembersAndEndsAtMany() throws IOException {
    byte[] content = images(TRAIN, 6, 5);
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    for (int from = 0; from < content.length; from += 100) {
      parts.writeBytes(
          gzip(Arrays.copyOfRange(content, from, Math.min(content.length, from + 100))));
      parts.writeBytes(gzip(new byte[0]));
    }
    pack(IdxSet.TRAIN_IMAGES, parts.toByteArray());
    assertEquals(36, IdxFolder.open(folder).train().size());
    byte[] empty = gzip(new byte[0]);
    for (int i = 0; i < 120_000; i++) {
      parts.writeBytes(empty);
    }
    Files.write(folder.resolve(IdxSet.TRAIN_IMAGES + ".gz"), parts.toByteArray());
    refuses(IdxSet.TRAIN_IMAGES + ".gz", "more than 100000 parts");
  }

  @Test
  void refusesAWrongChecksum() throws IOException {
    byte[] packed = gzip(images(TRAIN, 6, 5));
    packed[packed.length - 6] ^= 1;
    pack(IdxSet.TRAIN_IMAGES, packed);
    refuses(IdxSet.TRAIN_IMAGES + ".gz", "checksum");
  }

  @Test
  void takesNoMoreMemoryThanAFileCanHold() throws IOException {
    ByteBuffer bomb = ByteBuffer.allocate(40 << 20).putInt(0x0803).putInt(40_000);
    bomb.putInt(32).putInt(32);
    pack(IdxSet.TRAIN_IMAGES, gzip(bomb.array()));
    refuses(IdxSet.TRAIN_IMAGES + ".gz", "more than a file of its size holds", "gunzip");
    Files.write(folder.resolve(IdxSet.TRAIN_IMAGES), Arrays.copyOf(bomb.array(), 1_000));
    refuses(IdxSet.TRAIN_IMAGES, "more than a file of its size holds");
    byte[] right = images(TRAIN, 6, 5);
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () ->
                IdxFile.read(
                    new ByteArrayInputStream(right), "a", 3, right.length, 4L * 40 * 30 - 1));
    assertTrue(e.getMessage().contains("EDGENAS_JAVA_OPTS=-Xmx1g"), e.getMessage());
  }

  @Test
  void looksAtMillionsOfImagesWithoutAnObjectForEach() throws IOException {
    int count = 300_000;
    Files.write(folder.resolve(IdxSet.TRAIN_IMAGES), images(count, 1, 1));
    Files.write(folder.resolve(IdxSet.TRAIN_LABELS), labels(count));
    Files.write(folder.resolve(IdxSet.TEST_IMAGES), images(TEST, 1, 1));
    DataReport report = DataSource.inspect("idx:" + folder, OpeningListener.SILENT);
    assertEquals(count + TEST, report.images());
    assertEquals(1_000, report.singleColour().size());
    assertTrue(report.duplicates().copies() > count - 10_000);
    assertEquals(256, report.duplicates().acrossClasses().size());
    int named = report.duplicates().acrossClasses().stream().mapToInt(List::size).max().getAsInt();
    assertTrue(named <= 109, "" + named);
  }

  @Test
  @Timeout(60)
  void opensNoPipe() throws IOException {
    for (String name : List.of(IdxSet.TRAIN_LABELS, "labels.txt")) {
      Fifo.inPlaceOf(folder.resolve(name));
      refuses(name, "is a pipe, a socket or a device");
      Files.delete(folder.resolve(name));
      Files.write(folder.resolve(IdxSet.TRAIN_LABELS), labels(TRAIN));
    }
  }
}
