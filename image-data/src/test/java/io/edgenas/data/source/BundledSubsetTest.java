package io.edgenas.data.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledSubsetTest {
  private static final Path FULL_SET = Path.of("/usr/share/datasets/fashion-mnist");
  private static final List<String> FILES =
      List.of(
          DrawBundledSubset.imagesName("train"),
          DrawBundledSubset.labelsName("train"),
          DrawBundledSubset.imagesName("t10k"),
          DrawBundledSubset.labelsName("t10k"),
          "labels.txt",
          "LICENSE",
          "README.md");

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = BundledSubsetTest.class.getResourceAsStream("bundled/" + name)) {
      assertNotNull(in, name);
      return in.readAllBytes();
    }
  }

  private static byte[] unpacked(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(resource(name)))) {
      return in.readAllBytes();
    }
  }

  @Test
  void staysUnderSixMegabytes() throws IOException {
    long total = 0;
    for (String name : FILES) {
      total += resource(name).length;
    }
    assertTrue(total < 6_000_000, "bytes: " + total);
  }

  @ParameterizedTest
  @CsvSource({"train, 1170", "t10k, 200"})
  void holdsEachClassOnceInEveryBlockOfTen(String prefix, int perClass) throws IOException {
    byte[] labels = unpacked(DrawBundledSubset.labelsName(prefix));
    assertEquals(8 + 10 * perClass, labels.length);
    for (int block = 0; block < perClass; block++) {
      BitSet found = new BitSet();
      for (int i = 0; i < 10; i++) {
        found.set(labels[8 + 10 * block + i]);
      }
      assertEquals(10, found.cardinality(), "block " + block);
      assertEquals(10, found.length(), "block " + block);
    }
  }

  @ParameterizedTest
  @CsvSource({"train, 1170", "t10k, 200"})
  void holdsAsManyImagesAsLabels(String prefix, int perClass) throws IOException {
    ByteBuffer images = ByteBuffer.wrap(unpacked(DrawBundledSubset.imagesName(prefix)));
    assertEquals(0x0803, images.getInt());
    assertEquals(10 * perClass, images.getInt());
    assertEquals(28, images.getInt());
    assertEquals(28, images.getInt());
    assertEquals(10 * perClass * 28 * 28, images.remaining());
  }

  @Test
  void testsOnNoImageThatItTrainsOn() throws IOException {
    Set<ByteBuffer> training = images("train");
    for (ByteBuffer image : images("t10k")) {
      assertTrue(!training.contains(image));
    }
  }

  private static Set<ByteBuffer> images(String prefix) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(unpacked(DrawBundledSubset.imagesName(prefix)));
    Set<ByteBuffer> images = new HashSet<>();
    for (int at = 16; at < file.capacity(); at += 28 * 28) {
      images.add(file.slice(at, 28 * 28));
    }
    return images;
  }

  @Test
  void namesTenClassesAndTheLicence() throws IOException {
    String labels = new String(resource("labels.txt"), StandardCharsets.UTF_8);
    assertEquals(10, labels.lines().distinct().count());
    String licence = new String(resource("LICENSE"), StandardCharsets.UTF_8);
    assertTrue(licence.contains("MIT License") && licence.contains("2017 Zalando SE"), licence);
  }

  @ParameterizedTest
  @CsvSource({"train, 1170", "t10k, 200"})
  void isWhatTheProgramDrawsFromTheFullSet(String prefix, int perClass) throws IOException {
    assumeTrue(Files.isDirectory(FULL_SET), "needs Debian's dataset-fashion-mnist: " + FULL_SET);
    DrawBundledSubset.Part drawn = DrawBundledSubset.draw(FULL_SET, prefix, perClass);
    assertArrayEquals(drawn.images(), unpacked(DrawBundledSubset.imagesName(prefix)));
    assertArrayEquals(drawn.labels(), unpacked(DrawBundledSubset.labelsName(prefix)));
  }

  @Test
  void packsWithoutTheTimeOfDay() throws IOException {
    for (String name : FILES.subList(0, 4)) {
      assertEquals(0, ByteBuffer.wrap(resource(name)).getInt(4), name);
    }
  }
}
