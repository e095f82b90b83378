package io.edgenas.data.folder;

import io.edgenas.data.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a folder's name says about the part of a data set in it: {@code Train}, {@code test1},
 * {@code val2017}, {@code train_images} and {@code seg_test} are such names.
 *
 * @param word that says it, for example {@code training}
 * @param split that it means; empty for parts that training has no use for, such as folds
 * @param rest words that have nothing to do with parts, {@code seg} for {@code seg_test}; mostly
 *     empty
 */
record PartName(String word, Optional<Split> split, String rest) {
  private static final Map<String, Split> WORDS =
      Map.ofEntries(
          Map.entry("train", Split.TRAIN),
          Map.entry("training", Split.TRAIN),
          Map.entry("trn", Split.TRAIN),
          Map.entry("val", Split.VALIDATION),
          Map.entry("valid", Split.VALIDATION),
          Map.entry("validation", Split.VALIDATION),
          Map.entry("validate", Split.VALIDATION),
          Map.entry("dev", Split.VALIDATION),
          Map.entry("eval", Split.VALIDATION),
          Map.entry("evaluation", Split.VALIDATION),
          Map.entry("test", Split.TEST),
          Map.entry("testing", Split.TEST),
          Map.entry("tst", Split.TEST));

  private static final Set<String> OTHER_PARTS =
      Set.of(
          "trainval",
          "fold",
          "split",
          "subset",
          "shard",
          "holdout",
          "extra",
          "unlabeled",
          "unlabelled",
          "unsup",
          "pred",
          "predict",
          "prediction",
          "predictions",
          "inference",
          "submission",
          "query",
          "gallery");

  /** Stand beside the word without meaning. */
  private static final Set<String> FILLERS =
      Set.of(
          "set",
          "data",
          "dataset",
          "image",
          "images",
          "img",
          "imgs",
          "photo",
          "photos",
          "picture",
          "pictures",
          "pics",
          "jpg",
          "jpeg",
          "png",
          "folder",
          "dir",
          "files",
          "part",
          "public",
          "private");

  private static final Pattern JOINED =
      Pattern.compile(
          "(train|training|val|valid|validation|eval|evaluation|test|testing)"
              + "(?:set|data|dataset|images?|imgs?|folder|dir|files)");

  private static final Pattern BOUNDARY = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

  /** Empty for a name without such a word. */
  static Optional<PartName> of(String folder) {
    List<String> parts = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String token : BOUNDARY.split(folder)) {
      String lower = token.toLowerCase(Locale.ROOT);
      Matcher joined = JOINED.matcher(lower);
      String word = joined.matches() ? joined.group(1) : lower;
      if (WORDS.containsKey(word) || OTHER_PARTS.contains(word)) {
        parts.add(word);
      } else if (!word.isEmpty() && !FILLERS.contains(word)) {
        rest.add(word);
      }
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Optional<Split> split =
        parts.size() == 1 ? Optional.ofNullable(WORDS.get(parts.get(0))) : Optional.empty();
    return Optional.of(new PartName(String.join(" ", parts), split, String.join(" ", rest)));
  }

  /** Whether the name is nothing but a part's, digits and words without meaning left aside. */
  boolean plain() {
    return rest.isEmpty();
  }

  /** Whether it says evaluation, which some call the validation part and some the test part. */
  boolean evaluation() {
    return word.startsWith("eval");
  }
}
