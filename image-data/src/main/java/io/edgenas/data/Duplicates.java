package io.edgenas.data;

import io.edgenas.base.input.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Images of the same content.
 *
 * @param copies images that are there before, in the same class and part
 * @param acrossClasses names of images with the same content in several classes: at most one of
 *     those classes is right
 * @param acrossParts names of images with the same content in several parts: what was trained on is
 *     judged on
 */
public record Duplicates(
    int copies, List<List<String>> acrossClasses, List<List<String>> acrossParts) {
  private static final int SHOWN = 3;

  /** Of one content that are named; of more, only those in another class or part. */
  private static final int NAMED = 100;

  public Duplicates {
    acrossClasses = acrossClasses.stream().map(List::copyOf).toList();
    acrossParts = acrossParts.stream().map(List::copyOf).toList();
  }

  /** Collects images by their contents. */
  public static final class Finder {
    private final Map<String, List<Place>> byContent = new LinkedHashMap<>();
    private int unnamed;

    private record Place(String name, int label, Split split) {}

    public void add(String content, String name, int label, Split split) {
      List<Place> places = byContent.computeIfAbsent(content, unused -> new ArrayList<>(1));
      if (places.size() >= NAMED
          && places.stream().anyMatch(place -> place.label == label && place.split == split)) {
        unnamed++;
      } else {
        places.add(new Place(name, label, split));
      }
    }

    public Duplicates found() {
      int copies = unnamed;
      List<List<String>> acrossClasses = new ArrayList<>();
      List<List<String>> acrossParts = new ArrayList<>();
      for (List<Place> places : byContent.values()) {
        List<String> names = places.stream().map(Place::name).toList();
        long classes = places.stream().mapToInt(Place::label).distinct().count();
        long parts = places.stream().map(Place::split).distinct().count();
        long different = places.stream().map(p -> p.label + " " + p.split).distinct().count();
        copies += places.size() - (int) different;
        if (classes > 1) {
          acrossClasses.add(names);
        }
        if (parts > 1) {
          acrossParts.add(names);
        }
      }
      return new Duplicates(copies, acrossClasses, acrossParts);
    }
  }

  public static Duplicates of(List<ImageFile> files) {
    Finder finder = new Finder();
    files.forEach(
        file -> finder.add(file.sha256(), file.path().toString(), file.label(), file.split()));
    return finder.found();
  }

  /** What a person should know, a line each; copies within a class do no harm. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    warning(acrossClasses, " images lie in several classes").ifPresent(warnings::add);
    warning(acrossParts, " images lie in several of train, validation and test")
        .ifPresent(warnings::add);
    return warnings;
  }

  private static Optional<String> warning(List<List<String>> groups, String text) {
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    List<String> shown = groups.stream().limit(SHOWN).map(names -> shown(names)).toList();
    return Optional.of(
        groups.size()
            + text
            + " ("
            + String.join("; ", shown)
            + (groups.size() > SHOWN ? "; and more" : "")
            + "): keep one of each");
  }

  private static String shown(List<String> names) {
    return Check.shown(names.get(0)) + " = " + Check.shown(names.get(names.size() - 1));
  }
}
