package io.edgenas.supernet.train;

import io.edgenas.space.ArchSpec;
import java.util.List;

/**
 * How well a subnet does.
 *
 * @param correct number of images whose highest score is the right class, per class
 * @param images number of images, per class
 */
public record Evaluation(ArchSpec arch, List<Integer> correct, List<Integer> images) {
  public Evaluation {
    correct = List.copyOf(correct);
    images = List.copyOf(images);
  }

  /** Share of all images that are right, 0 to 1. */
  public double top1() {
    return total(correct) / (double) total(images);
  }

  /** Number of all images. */
  public int imageCount() {
    return total(images);
  }

  private static int total(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }
}
