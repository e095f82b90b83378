package io.edgenas.data.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.DataSplits;
import io.edgenas.data.DataStatistics;
import io.edgenas.data.batch.Batch;
import io.edgenas.data.batch.SequentialBatches;
import io.edgenas.fixtures.Fifo;
import io.edgenas.images.Fit;
import io.edgenas.images.InputContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSourceTest {
  private static final Path FULL_SET = Path.of("/usr/share/datasets/fashion-mnist");

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"", "idx", "idx:", "bundle", "csv:x", "images:", "http://x/y", "idx:\0"})
  void refusesAnUnknownFormAndListsThoseThereAre(String text) {
    BadInputException e =
        assertThrows(BadInputException.class, () -> DataSource.open(text, temp, 32));
    assertTrue(e.getMessage().contains("bundled, idx:DIR, cifar10:DIR"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"idx:", "images:", "cifar10:"})
  void namesTheMissingFolder(String scheme) {
    Path missing = temp.resolve("nowhere");
    BadInputException e =
        assertThrows(BadInputException.class, () -> DataSource.open(scheme + missing, temp, 32));
    assertTrue(e.getMessage().contains(missing.toString()), e.getMessage());
  }

  @Test
  void opensTheBundledImagesWithTheirNames() {
    DataSplits data = DataSource.open("bundled", temp, 32);
    assertEquals(10, data.classes());
    assertEquals("T-shirt/top", data.labels().get(0));
    assertEquals("Ankle boot", data.labels().get(9));
    assertEquals(11_700, data.train().size() + data.validation().size());
    assertEquals(1_170, data.validation().size());
    assertEquals(2_000, data.test().size());
    assertEquals(28, data.nativeSize());
    int[] balanced = new int[10];
    Arrays.fill(balanced, 117);
    assertArrayEquals(balanced, data.validation().classCounts(10));
  }

  @Test
  void normalisesTheBundledImagesToMeanZeroAndDeviationOne() {
    DataSplits data = DataSource.open("bundled", temp, 32);
    InputContract contract = DataStatistics.contract(data, 28, Fit.CROP);
    double sum = 0;
    double squares = 0;
    long count = 0;
    SequentialBatches batches = new SequentialBatches(data.train(), contract, 500);
    for (int i = 0; i < batches.count(); i++) {
      try (Batch batch = batches.batch(i, 28)) {
        for (int j = 0; j < batch.imagesNhwc().limit(); j++) {
          float value = batch.imagesNhwc().get(j);
          sum += value;
          squares += (double) value * value;
          count++;
        }
      }
    }
    assertEquals(0, sum / count, 0.01);
    assertEquals(1, squares / count, 0.02);
  }

  @Test
  void opensTheFullSetWithNumbersForNames() {
    assumeTrue(Files.isDirectory(FULL_SET), FULL_SET + " is absent: dataset-fashion-mnist");
    DataSplits data = DataSource.open("idx:" + FULL_SET, temp, 32);
    assertEquals(54_000, data.train().size());
    assertEquals(6_000, data.validation().size());
    assertEquals(10_000, data.test().size());
    assertEquals("9", data.labels().get(9));
    int[] thousands = new int[10];
    Arrays.fill(thousands, 1_000);
    assertArrayEquals(thousands, data.test().classCounts(10));
  }

  @Test
  void readsTheBinaryVersionOfCifar10() throws IOException {
    for (int file = 1; file <= 5; file++) {
      Files.write(temp.resolve("data_batch_" + file + ".bin"), records(4, file));
    }
    Files.write(temp.resolve("test_batch.bin"), records(3, 9));
    DataSplits data = DataSource.open("cifar10:" + temp, temp, 32);
    assertEquals(18, data.train().size());
    assertEquals(2, data.validation().size());
    assertEquals(3, data.test().size());
    assertEquals(3, data.channels());
    assertEquals("truck", data.labels().get(9));
    assertEquals(9, data.test().label(0));
    // Plane c of a record holds 10 c + file everywhere but in its pixel (5, 2), which holds 99.
    assertEquals(29, data.test().image(1).sample(31, 31, 2));
    assertEquals(19, data.test().image(1).sample(0, 0, 1));
    assertEquals(99, data.test().image(1).sample(5, 2, 1));
  }

  private static byte[] records(int count, int file) {
    ByteBuffer out = ByteBuffer.allocate(count * 3073);
    for (int i = 0; i < count; i++) {
      out.put((byte) file);
      for (int c = 0; c < 3; c++) {
        byte[] plane = new byte[1024];
        Arrays.fill(plane, (byte) (10 * c + file));
        plane[2 * 32 + 5] = 99;
        out.put(plane);
      }
    }
    return out.array();
  }

  @Test
  void refusesCutOffAndWrongCifar10Files() throws IOException {
    for (int file = 1; file <= 5; file++) {
      Files.write(temp.resolve("data_batch_" + file + ".bin"), records(1, file));
    }
    Path test = temp.resolve("test_batch.bin");
    Files.write(test, Arrays.copyOf(records(2, 1), 6_000));
    assertTrue(refusal("cifar10:" + temp).contains("6000 bytes"));
    Files.write(test, new byte[20_001 * 3073]);
    assertTrue(refusal("cifar10:" + temp).contains("not 1 to 20000 records"));
    Fifo.inPlaceOf(test);
    assertTrue(refusal("cifar10:" + temp).contains("is a pipe, a socket or a device"));
    Files.delete(test);
    Files.write(test, records(2, 10));
    assertTrue(refusal("cifar10:" + temp).contains("label 10"));
    Files.delete(test);
    assertTrue(refusal("cifar10:" + temp).contains(test + " is missing"));
  }

  private String refusal(String text) {
    return assertThrows(BadInputException.class, () -> DataSource.open(text, temp, 32))
        .getMessage();
  }
}
