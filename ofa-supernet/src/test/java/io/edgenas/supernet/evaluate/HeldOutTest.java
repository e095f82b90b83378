package io.edgenas.supernet.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.data.MemoryDataset;
import io.edgenas.images.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Issue 11: the accuracy that a file states was that on the images which chose it. */
class HeldOutTest {
  private static final int CLASSES = 3;

  /** Images that show their number, with these labels. */
  private static Dataset images(int... labels) {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      images.add(Image.of(1, 1, 1, new byte[] {(byte) i}));
    }
    return new MemoryDataset(images, Arrays.stream(labels).boxed().toList());
  }

  private static HeldOut of(Dataset validation, Dataset test) {
    return HeldOut.of(
        new DataSplits(
            List.of("a", "b", "c"), 1, 1, images(0), validation, test, "0".repeat(64), List.of()));
  }

  private static Set<Integer> numbers(Dataset images) {
    return new HashSet<>(
        IntStream.range(0, images.size())
            .map(i -> images.image(i).sample(0, 0, 0))
            .boxed()
            .toList());
  }

  /** Every image is in one part, and each part has its share of every class but for one image. */
  private static void requireShares(Dataset whole, List<Dataset> parts, double... shares) {
    Set<Integer> all = new HashSet<>();
    parts.forEach(part -> all.addAll(numbers(part)));
    assertEquals(whole.size(), all.size());
    assertEquals(whole.size(), parts.stream().mapToInt(Dataset::size).sum());
    int[] counts = whole.classCounts(CLASSES);
    for (int i = 0; i < shares.length; i++) {
      int[] has = parts.get(i).classCounts(CLASSES);
      for (int label = 0; label < CLASSES; label++) {
        assertEquals(shares[i] * counts[label], has[label], 1.01, "part " + i);
      }
    }
  }

  private static Dataset hundredOne() {
    return images(IntStream.range(0, 101).map(i -> i % 4 == 0 ? 0 : i % 4 == 1 ? 1 : 2).toArray());
  }

  @Test
  void testImagesStateAndAThirdOfTheOthersChooses() {
    Dataset validation = hundredOne();
    Dataset test = images(2, 1);
    HeldOut held = of(validation, test);
    assertSame(test, held.stating().orElseThrow());
    assertEquals("test images", held.statingName());
    requireShares(
        validation, List.of(held.learning(), held.choosing().orElseThrow()), 2 / 3.0, 1 / 3.0);
    assertEquals(33, held.choosing().orElseThrow().size());
  }

  @Test
  void withoutTestImagesHalfOfEachClassStates() {
    Dataset validation = hundredOne();
    HeldOut held = of(validation, MemoryDataset.EMPTY);
    Dataset stating = held.stating().orElseThrow();
    assertEquals(50, stating.size());
    requireShares(
        validation,
        List.of(held.learning(), held.choosing().orElseThrow(), stating),
        1 / 3.0,
        1 / 6.0,
        1 / 2.0);
  }

  @Test
  void classesWithOneImageEachAreShared() {
    HeldOut held = of(images(0, 1, 2), MemoryDataset.EMPTY);
    assertEquals(1, held.stating().orElseThrow().size());
    assertEquals(2, held.learning().size());
    assertTrue(held.choosing().isEmpty());
  }

  @Test
  void aSingleImageIsLearnedFromAndNothingIsStated() {
    HeldOut held = of(images(1), MemoryDataset.EMPTY);
    assertEquals(1, held.learning().size());
    assertTrue(held.choosing().isEmpty());
    assertTrue(held.stating().isEmpty());
  }
}
