package io.edgenas.data.source;

import io.edgenas.base.input.BadInputException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The classes that the numbers in files of labels stand for.
 *
 * @param labels by index
 * @param first number in the files that stands for index 0
 * @param warnings what a person should know of it
 */
record IdxLabels(List<String> labels, int first, List<String> warnings) {

  /**
   * Some sets count their classes from 1 (EMNIST's letters): where the names fit that, or there are
   * none, no class is made of the number 0.
   *
   * @param names of the classes; empty to call them by their numbers
   * @throws BadInputException if there are not as many classes as a supernet needs, or fewer names
   */
  static IdxLabels of(IdxFile train, IdxFile test, List<String> names) {
    boolean[] seen = new boolean[256];
    for (IdxFile file : List.of(train, test)) {
      for (byte label : file.bytes()) {
        seen[label & 0xff] = true;
      }
    }
    int[] used = IntStream.range(0, seen.length).filter(label -> seen[label]).toArray();
    int smallest = used[0];
    int largest = used[used.length - 1];
    if (used.length < 2) {
      throw new BadInputException(
          train.name()
              + " and "
              + test.name()
              + " have label "
              + smallest
              + " only: at least 2"
              + " classes are needed");
    }
    boolean fromOne = smallest == 1 && (names.isEmpty() || names.size() == largest);
    int first = fromOne ? 1 : 0;
    if (!names.isEmpty() && names.size() < largest + 1 - first) {
      throw new BadInputException(
          "labels.txt names "
              + names.size()
              + " classes, but the labels go from "
              + smallest
              + " to "
              + largest
              + ": name all, one a line");
    }
    List<String> labels =
        names.isEmpty()
            ? IntStream.rangeClosed(first, largest).mapToObj(Integer::toString).toList()
            : names;
    List<String> warnings =
        fromOne
            ? List.of(
                "labels in "
                    + train.name()
                    + " begin at 1: label 1 is taken for the first of "
                    + labels.size()
                    + " classes, "
                    + labels.get(0))
            : List.of();
    return new IdxLabels(labels, first, warnings);
  }

  /** Returns the class indices of a file's labels, a byte each. */
  byte[] indices(IdxFile file) {
    byte[] indices = file.bytes().clone();
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (byte) (indices[i] - first);
    }
    return indices;
  }
}
