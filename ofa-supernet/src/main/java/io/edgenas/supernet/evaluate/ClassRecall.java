package io.edgenas.supernet.evaluate;

import io.edgenas.base.statistics.Interval;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How many images of each class are recognised.
 *
 * @param correct number of images whose highest score is the right class, per class
 * @param images number of images, per class; at least one in all
 */
public record ClassRecall(List<Integer> correct, List<Integer> images) {
  public ClassRecall {
    correct = List.copyOf(correct);
    images = List.copyOf(images);
    if (correct.size() != images.size() || total(images) == 0) {
      throw new IllegalArgumentException("no recall of " + correct + " of " + images);
    }
  }

  /** Share of all images that are right, 0 to 1. */
  public double top1() {
    return total(correct) / (double) total(images);
  }

  /**
   * Mean of the classes' recalls, 0 to 1: what top-1 would be if every class had as many images.
   * Classes without images are left out.
   */
  public double balancedTop1() {
    return IntStream.range(0, images.size())
        .mapToObj(this::of)
        .flatMapToDouble(OptionalDouble::stream)
        .average()
        .orElseThrow();
  }

  /** The 95 % interval of {@link #top1}. */
  public Interval top1Interval() {
    return Interval.ofShare(total(correct), total(images));
  }

  /** The 95 % interval of {@link #balancedTop1}. */
  public Interval balancedTop1Interval() {
    int[] present = IntStream.range(0, images.size()).filter(i -> images.get(i) > 0).toArray();
    return Interval.ofMeanShare(
        IntStream.of(present).mapToLong(correct::get).toArray(),
        IntStream.of(present).mapToLong(images::get).toArray());
  }

  /** Share of the images of a class that are right, 0 to 1; empty where it has no images. */
  public OptionalDouble of(int label) {
    return images.get(label) == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(correct.get(label) / (double) images.get(label));
  }

  /** Number of all images. */
  public int imageCount() {
    return total(images);
  }

  private static int total(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }
}
