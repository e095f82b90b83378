package io.edgenas.data.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.data.Dataset;
import io.edgenas.data.MemoryDataset;
import io.edgenas.images.Image;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClassProportionalSampleTest {
  private static Dataset withCounts(int... counts) {
    List<Image> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < counts.length; label++) {
      for (int i = 0; i < counts[label]; i++) {
        int number = images.size();
        images.add(Image.of(2, 1, 1, new byte[] {(byte) number, (byte) (number >> 8)}));
        labels.add(label);
      }
    }
    return new MemoryDataset(images, labels);
  }

  @Test
  void givesEachClassItsShareWithinOneImage() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 200; round++) {
      int[] counts = random.ints(random.nextInt(2, 9), 0, 60).toArray();
      counts[0]++;
      Dataset data = withCounts(counts);
      int wanted = random.nextInt(1, 100);
      Dataset sample = ClassProportionalSample.of(data, counts.length, wanted, random);
      assertEquals(Math.min(wanted, data.size()), sample.size());
      int[] found = sample.classCounts(counts.length);
      for (int i = 0; i < counts.length; i++) {
        double exact = (double) counts[i] * sample.size() / data.size();
        assertTrue(Math.abs(found[i] - exact) < 1, "round " + round + ", class " + i);
      }
    }
  }

  @Test
  void drawsNoImageTwice() {
    Dataset sample =
        ClassProportionalSample.of(withCounts(50, 30, 20), 3, 40, new SplittableRandom(1));
    Set<Image> distinct = new HashSet<>();
    for (int i = 0; i < sample.size(); i++) {
      distinct.add(sample.image(i));
    }
    assertEquals(40, distinct.size());
  }

  @Test
  void drawsTheSameForTheSameSeedAndOthersForAnother() {
    Dataset data = withCounts(50, 30, 20);
    assertEquals(images(data, 1), images(data, 1));
    assertNotEquals(images(data, 1), images(data, 2));
  }

  private static List<Image> images(Dataset data, long seed) {
    Dataset sample = ClassProportionalSample.of(data, 3, 20, new SplittableRandom(seed));
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < sample.size(); i++) {
      images.add(sample.image(i));
    }
    return images;
  }

  @Test
  void mixesTheClasses() {
    Dataset sample =
        ClassProportionalSample.of(withCounts(500, 500), 2, 200, new SplittableRandom(3));
    int[] firstHalf = sample.range(0, 100).classCounts(2);
    assertTrue(firstHalf[0] > 25 && firstHalf[1] > 25, firstHalf[0] + " and " + firstHalf[1]);
  }
}
