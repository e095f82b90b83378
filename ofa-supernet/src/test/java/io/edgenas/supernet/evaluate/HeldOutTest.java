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

  @Test
  void testImagesStateAndAllOthersChoose() {
    Dataset validation = images(0, 1, 2);
    Dataset test = images(2, 1);
    HeldOut held = of(validation, test);
    assertSame(validation, held.choosing());
    assertSame(test, held.stating().orElseThrow());
    assertEquals("test images", held.statingName());
  }

  @Test
  void withoutTestImagesHalfOfEachClassStatesAndTheOtherHalfChooses() {
    int[] labels = IntStream.range(0, 101).map(i -> i % 4 == 0 ? 0 : i % 4 == 1 ? 1 : 2).toArray();
    HeldOut held = of(images(labels), MemoryDataset.EMPTY);
    Dataset stating = held.stating().orElseThrow();
    Set<Integer> all = numbers(held.choosing());
    all.addAll(numbers(stating));
    assertEquals(101, all.size());
    assertEquals(50, stating.size());
    assertEquals(51, held.choosing().size());
    int[] chosen = held.choosing().classCounts(CLASSES);
    int[] stated = stating.classCounts(CLASSES);
    for (int label = 0; label < CLASSES; label++) {
      assertTrue(Math.abs(chosen[label] - stated[label]) <= 1, Arrays.toString(stated));
    }
  }

  @Test
  void classesWithOneImageEachAreShared() {
    HeldOut held = of(images(0, 1, 2), MemoryDataset.EMPTY);
    assertEquals(1, held.stating().orElseThrow().size());
    assertEquals(2, held.choosing().size());
  }

  @Test
  void aSingleImageChoosesAndNothingIsStated() {
    HeldOut held = of(images(1), MemoryDataset.EMPTY);
    assertEquals(1, held.choosing().size());
    assertTrue(held.stating().isEmpty());
  }
}
