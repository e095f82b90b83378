package io.edgenas.data.folder;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.data.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The folders of a data set whose folders are parts and not classes.
 *
 * @param used by the part that they are
 * @param unused names of folders that are parts for something else than training and judging
 * @param warnings what was decided about a name that can be read in two ways, a line each
 */
record PartFolders(Map<Split, Path> used, List<String> unused, List<String> warnings) {

  /**
   * Empty where the folders are classes: a set of names is one of parts if each has a word for
   * parts in it and nothing else, or the same else.
   *
   * @param folders by name
   * @throws BadInputException if parts lie beside other folders, two are the same part, or none is
   *     for training
   */
  static Optional<PartFolders> of(Path root, Map<String, Path> folders) {
    Map<String, PartName> parts = new LinkedHashMap<>();
    folders.keySet().forEach(name -> PartName.of(name).ifPresent(part -> parts.put(name, part)));
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    if (parts.size() < folders.size()) {
      requireNoMixture(root, folders, parts);
      return Optional.empty();
    }
    return areParts(parts.values())
        ? Optional.of(assigned(root, folders, parts))
        : Optional.empty();
  }

  private static boolean areParts(Collection<PartName> names) {
    Set<String> rests = names.stream().map(PartName::rest).collect(Collectors.toSet());
    boolean plain = rests.equals(Set.of(""));
    long different = names.stream().map(PartName::word).distinct().count();
    return plain || (rests.size() == 1 && different > 1);
  }

  private static void requireNoMixture(
      Path root, Map<String, Path> folders, Map<String, PartName> parts) {
    List<String> plain = parts.keySet().stream().filter(name -> parts.get(name).plain()).toList();
    Set<Split> splits =
        plain.stream()
            .flatMap(name -> parts.get(name).split().stream())
            .collect(Collectors.toSet());
    if (splits.contains(Split.TRAIN) && splits.size() > 1) {
      List<String> others = new ArrayList<>(folders.keySet());
      others.removeAll(plain);
      throw new BadInputException(
          root
              + " holds parts of a data set "
              + Check.shown(plain.toString())
              + " beside other folders "
              + Check.shown(others.toString())
              + ": keep only the parts (train, val, test), or only folders of classes");
    }
  }

  private static PartFolders assigned(
      Path root, Map<String, Path> folders, Map<String, PartName> parts) {
    Map<Split, Path> used = new EnumMap<>(Split.class);
    List<String> unused = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<String> evaluation = new ArrayList<>();
    for (Map.Entry<String, PartName> part : parts.entrySet()) {
      if (part.getValue().split().isEmpty()) {
        unused.add(part.getKey());
      } else if (part.getValue().evaluation()) {
        evaluation.add(part.getKey());
      } else {
        put(root, used, part.getValue().split().get(), folders.get(part.getKey()));
      }
    }
    for (String name : evaluation) {
      Split split =
          used.containsKey(Split.VALIDATION) && !used.containsKey(Split.TEST)
              ? Split.TEST
              : Split.VALIDATION;
      put(root, used, split, folders.get(name));
      warnings.add(
          folders.get(name)
              + " is taken for the "
              + (split == Split.TEST ? "test" : "validation")
              + " part: name it "
              + (split == Split.TEST ? "val if it is the validation part" : "test if it is that"));
    }
    if (!used.containsKey(Split.TRAIN)) {
      throw new BadInputException(
          root
              + " holds folders that are named like parts of a data set, not like classes "
              + Check.shown(folders.keySet().toString())
              + ", and none is for training: name them train, val and test with a folder for each"
              + " class in them, or, if they are classes, give them other names");
    }
    return new PartFolders(used, unused, warnings);
  }

  private static void put(Path root, Map<Split, Path> used, Split split, Path folder) {
    Path other = used.putIfAbsent(split, folder);
    if (other != null) {
      throw new BadInputException(
          root
              + " has two folders for one part of a data set, "
              + Check.shown(other.getFileName().toString())
              + " and "
              + Check.shown(folder.getFileName().toString())
              + ": keep one, merge them, or name them train, val and test; if they are classes,"
              + " give them other names");
    }
  }
}
