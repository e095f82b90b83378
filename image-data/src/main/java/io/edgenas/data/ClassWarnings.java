package io.edgenas.data;

import io.edgenas.base.input.Check;
import io.edgenas.data.DataReport.ClassCount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a person should know about the classes of a data set that can be used as it is. */
public final class ClassWarnings {
  private static final int SHOWN = 5;

  private ClassWarnings() {}

  /** A line for each kind of class that promises trouble. */
  public static List<String> of(List<ClassCount> classes) {
    List<String> warnings = new ArrayList<>();
    add(
        warnings,
        classes,
        row -> row.total() == 0,
        "without images",
        "nothing is learned of it; add images, or remove its name");
    add(
        warnings,
        classes,
        row -> row.total() == 1,
        "with a single image",
        "it cannot be both learned and judged; add images");
    add(
        warnings,
        classes,
        row -> row.total() > 1 && row.train() == 0,
        "without training images",
        "it is never learned; add images");
    add(
        warnings,
        classes,
        row -> row.total() > 1 && row.train() > 0 && row.validation() == 0,
        "without validation images",
        "no accuracy says how well it is told from others; add images");
    List<List<String>> alike = ClassLabels.alike(labels(classes));
    if (!alike.isEmpty()) {
      warnings.add(
          counted(alike.size(), "pair of classes", "pairs of classes")
              + " whose names differ in capitals or blanks only ("
              + shown(alike.stream().map(group -> String.join(" = ", group)).toList())
              + "): merge them if they are one");
    }
    return warnings;
  }

  private static void add(
      List<String> warnings,
      List<ClassCount> classes,
      Predicate<ClassCount> odd,
      String what,
      String advice) {
    List<String> found = labels(classes.stream().filter(odd).toList());
    if (!found.isEmpty()) {
      warnings.add(
          counted(found.size(), "class ", "classes ")
              + what
              + " ("
              + shown(found)
              + "): "
              + advice);
    }
  }

  private static String counted(int count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }

  private static List<String> labels(List<ClassCount> classes) {
    return classes.stream().map(ClassCount::label).toList();
  }

  private static String shown(List<String> names) {
    List<String> first = names.stream().limit(SHOWN).map(Check::shown).toList();
    return String.join(", ", first)
        + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
  }
}
