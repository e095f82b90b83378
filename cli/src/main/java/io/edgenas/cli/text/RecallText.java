package io.edgenas.cli.text;

import io.edgenas.base.input.Check;
import io.edgenas.console.Texts;
import io.edgenas.supernet.evaluate.ClassRecall;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The recall of each class, for people and for machines. */
public final class RecallText {
  /** People are shown no more classes than this, those of the lowest recall. */
  static final int SHOWN = 20;

  private RecallText() {}

  /** A line per class, the worst first; classes without images are left out. */
  public static String of(ClassRecall recall, List<String> labels) {
    List<Integer> judged =
        IntStream.range(0, labels.size())
            .filter(label -> recall.of(label).isPresent())
            .boxed()
            .sorted(Comparator.comparingDouble(label -> recall.of(label).getAsDouble()))
            .toList();
    String lines =
        judged.stream()
            .limit(SHOWN)
            .map(
                label ->
                    "  "
                        + Texts.percent(recall.of(label).getAsDouble())
                        + " of "
                        + recall.images().get(label)
                        + " "
                        + Check.shown(labels.get(label)))
            .collect(Collectors.joining("\n"));
    return judged.size() <= SHOWN
        ? lines
        : lines + "\n  ... and " + (judged.size() - SHOWN) + " classes above that";
  }

  /** Recall by label, 0 to 1; null for a class without images. */
  public static Map<String, Object> json(ClassRecall recall, List<String> labels) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      OptionalDouble share = recall.of(i);
      json.put(labels.get(i), share.isPresent() ? share.getAsDouble() : null);
    }
    return json;
  }
}
