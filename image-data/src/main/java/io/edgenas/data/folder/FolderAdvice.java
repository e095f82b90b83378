package io.edgenas.data.folder;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.data.FileClaim;
import io.edgenas.data.folder.FolderEntries.Entries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refusals of folders that hold no classes: what was seen, and what to do about it. */
final class FolderAdvice {
  private static final int MOST_WRAPPERS = 8;
  private static final int MOST_NAMES = 10_000;
  private static final int SHOWN = 5;
  private static final Pattern BEGINNING = Pattern.compile("(\\p{L}+)[._0-9 -].*");
  private static final Set<String> TABLES = Set.of("csv", "tsv", "txt", "json", "xml");

  /** Shell: a folder for each word with which names begin, and the files moved there. */
  private static final String SORT_BY_NAME =
      "for f in *.*; do c=\"${f%%[._0-9 -]*}\"; mkdir -p -- \"$c\" && mv -- \"$f\" \"$c\"; done";

  private final Path root;
  private final FolderEntries entries;

  FolderAdvice(Path root, FolderEntries entries) {
    this.root = root;
    this.entries = entries;
  }

  /** A folder that has none or one inside. */
  BadInputException tooFewClasses(Path folder, Entries inside) throws IOException {
    return new BadInputException(
        folder
            + " has "
            + inside.folders().size()
            + " class folders: at least 2 are needed, each with the images of one class"
            + whereTheyMayBe(folder, inside, "name that folder"));
  }

  /** Follows folders that are alone in theirs to several folders, or to files. */
  private String whereTheyMayBe(Path folder, Entries inside, String advice) throws IOException {
    Path at = folder;
    Entries there = inside;
    for (int i = 0; i < MOST_WRAPPERS && there.folders().size() == 1; i++) {
      at = there.folders().values().iterator().next();
      there = entries.of(at);
    }
    if (there.folders().size() > 1) {
      return "; they may be those in " + at + ": " + advice;
    }
    return flat(at, there);
  }

  /** A training part that has no or one folder inside. */
  BadInputException partWithoutClasses(Entries top, Path train, Entries inside) throws IOException {
    String seen =
        root
            + " holds folders that are named like parts of a data set, not like classes "
            + Check.shown(top.folders().keySet().toString())
            + ", and the training part "
            + train
            + " has "
            + inside.folders().size()
            + " class folders: at least 2 are needed, each with the images of one class";
    String where = whereTheyMayBe(train, inside, "move them up into " + train);
    return new BadInputException(
        seen + (where.isEmpty() ? "; if they are classes, give them other names" : where));
  }

  /** Folders such as images and labels. */
  BadInputException kindsOfFiles(Path folder, List<String> names) {
    return new BadInputException(
        folder
            + " holds folders that are named like kinds of files, not like classes "
            + Check.shown(names.toString())
            + ": make a folder for each class, named like it, with its images; if these are"
            + " classes, give them other names");
  }

  /** Parts in the place of classes. */
  BadInputException partsInsideParts(Path folder, List<String> names) {
    return new BadInputException(
        folder
            + " holds folders that are named like parts of a data set, not like classes "
            + Check.shown(names.toString())
            + ": name it as the data if they are the parts; if they are classes, give them other"
            + " names");
  }

  /** What to do about images that lie in no class folder; empty where there are no files. */
  private static String flat(Path folder, Entries inside) {
    if (inside.files().isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder("; the ")
            .append(inside.files().size())
            .append(" files in ")
            .append(folder)
            .append(", such as ")
            .append(Check.shown(inside.files().get(0).getFileName().toString()))
            .append(", lie in no class folder: move each into that of its class");
    List<String> beginnings = beginnings(inside.files());
    if (!beginnings.isEmpty()) {
      text.append("; if their names begin with the class (")
          .append(shown(beginnings))
          .append("), this does it, typed in that folder: ")
          .append(SORT_BY_NAME);
    }
    List<String> tables =
        inside.files().stream()
            .filter(file -> TABLES.contains(FileClaim.extension(file)))
            .map(file -> file.getFileName().toString())
            .toList();
    if (!tables.isEmpty()) {
      text.append("; a table such as ")
          .append(Check.shown(tables.get(0)))
          .append(" may say which is which, but tables of labels are not read");
    }
    return text.toString();
  }

  private static String shown(List<String> names) {
    List<String> first = names.stream().limit(SHOWN).map(Check::shown).toList();
    return String.join(", ", first) + (names.size() > SHOWN ? ", ..." : "");
  }

  /** Words with which the images' names begin, where several names begin with each; or none. */
  private static List<String> beginnings(List<Path> files) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    int images = 0;
    for (Path file : files.subList(0, Math.min(files.size(), MOST_NAMES))) {
      if (!FileClaim.ofName(file)) {
        continue;
      }
      Matcher matcher = BEGINNING.matcher(file.getFileName().toString());
      if (!matcher.matches()) {
        return List.of();
      }
      images++;
      counts.merge(matcher.group(1), 1, Integer::sum);
    }
    return counts.size() > 1 && images >= 2 * counts.size()
        ? new ArrayList<>(counts.keySet())
        : List.of();
  }
}
