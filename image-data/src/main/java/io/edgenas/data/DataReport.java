package io.edgenas.data;

import io.edgenas.base.statistics.Quantiles;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * What is in a data set.
 *
 * @param classes in the order of the labels
 * @param shapes of all images that can be used, before they are shrunk
 * @param formats number of images by format
 * @param unreadable files that cannot be used
 * @param misnamed images whose name promises another format; they are used nonetheless
 * @param duplicates images of the same content
 * @param singleColour images whose pixels all have one colour: rarely a picture, more often one
 *     that was damaged before it came here, or is decoded wrongly
 * @param warnings other things that a person should know
 * @param errors why training would refuse the data set; empty if it would not
 */
public record DataReport(
    List<ClassCount> classes,
    List<Shape> shapes,
    SortedMap<String, Integer> formats,
    List<Remark> unreadable,
    List<Remark> misnamed,
    Duplicates duplicates,
    List<String> singleColour,
    List<String> warnings,
    List<String> errors) {

  public DataReport {
    classes = List.copyOf(classes);
    shapes = List.copyOf(shapes);
    formats = new TreeMap<>(formats);
    unreadable = List.copyOf(unreadable);
    misnamed = List.copyOf(misnamed);
    singleColour = List.copyOf(singleColour);
    warnings = List.copyOf(warnings);
    errors = List.copyOf(errors);
  }

  /** Numbers of images of a class in each part. */
  public record ClassCount(String label, int train, int validation, int test) {
    public int total() {
      return train + validation + test;
    }
  }

  /**
   * An image's size, upright, in pixels.
   *
   * @param channels 1 (grey) or 3 (RGB)
   */
  public record Shape(int width, int height, int channels) {
    public int shorterSide() {
      return Math.min(width, height);
    }
  }

  /** A file and what is to be said of it. */
  public record Remark(String file, String text) {}

  /** Smallest, middle and largest of some numbers. */
  public record Range(int min, int median, int max) {}

  /** Images that can be used. */
  public int images() {
    return shapes.size();
  }

  /** 1 if every image is grey, else 3: the channels that a supernet for it has. */
  public int channels() {
    return shapes.stream().anyMatch(shape -> shape.channels() == 3) ? 3 : 1;
  }

  /** The range of one figure over all images; zeros without images. */
  public Range range(ToIntFunction<Shape> figure) {
    int[] values = shapes.stream().mapToInt(figure).toArray();
    IntSummaryStatistics ends = Arrays.stream(values).summaryStatistics();
    return values.length == 0
        ? new Range(0, 0, 0)
        : new Range(ends.getMin(), Quantiles.upperMedian(values), ends.getMax());
  }

  /** Training images of the largest class per one of the smallest; empty if that has none. */
  public OptionalDouble imbalance() {
    int[] counts = classes.stream().mapToInt(ClassCount::train).sorted().toArray();
    return counts.length == 0 || counts[0] == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) counts[counts.length - 1] / counts[0]);
  }

  /** Bytes of the decoded images in a cache that shrinks them. */
  public long cacheBytes(int shorterSide) {
    return shapes.stream()
        .mapToLong(
            shape -> CachePlan.bytes(shape.width(), shape.height(), shape.channels(), shorterSide))
        .sum();
  }

  public static List<ClassCount> classes(List<String> labels, Map<Split, int[]> counts) {
    ClassCount[] classes = new ClassCount[labels.size()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] =
          new ClassCount(
              labels.get(i),
              counts.get(Split.TRAIN)[i],
              counts.get(Split.VALIDATION)[i],
              counts.get(Split.TEST)[i]);
    }
    return Arrays.asList(classes);
  }
}
