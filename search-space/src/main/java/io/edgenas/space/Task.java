package io.edgenas.space;

import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one project asks of a space: the classes to tell apart, the image channels, the resolutions
 * used. Training takes it from the data, the supernet carries it.
 *
 * @param labels one per class, in the order of the scores; distinct
 * @param channels 1 (grey) or 3 (RGB)
 * @param resolutions those of the space's that this project uses, ascending
 */
public record Task(List<String> labels, int channels, List<Integer> resolutions) {
  private static final int MAX_LABEL = 200;

  public Task {
    labels = List.copyOf(labels);
    Require.range("number of classes", labels.size(), 2, Limits.MAX_CLASSES);
    for (String label : labels) {
      if (label.isBlank() || label.length() > MAX_LABEL) {
        throw new InvalidValueException(
            "label '" + Check.shown(label) + "' is not allowed: 1 to " + MAX_LABEL + " characters");
      }
    }
    if (new HashSet<>(labels).size() != labels.size()) {
      throw new InvalidValueException("labels are not distinct: name each class once");
    }
    Require.oneOf("channels", channels, List.of(1, 3));
    resolutions = Choices.resolutions(resolutions);
  }

  /** A task with labels {@code class 0}, {@code class 1}, ... at all resolutions of the space. */
  public static Task of(SearchSpace space, int classes, int channels) {
    Require.range("number of classes", classes, 2, Limits.MAX_CLASSES);
    return new Task(
        IntStream.range(0, classes).mapToObj(i -> "class " + i).toList(),
        channels,
        space.resolutions());
  }

  /** Number of classes. */
  public int classes() {
    return labels.size();
  }

  /** Reads what {@link #toJson} wrote. */
  public static Task read(Document document) {
    document.allowKeys("labels", "channels", "resolutions");
    List<String> labels = document.required("labels").texts(Limits.MAX_CLASSES);
    int channels = document.required("channels").integer(1, 3);
    List<Integer> resolutions =
        document
            .required("resolutions")
            .integers(Limits.MAX_RESOLUTIONS, Limits.MIN_RESOLUTION, Limits.MAX_RESOLUTION);
    return document.make(() -> new Task(labels, channels, resolutions));
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("labels", labels);
    json.put("channels", channels);
    json.put("resolutions", resolutions);
    return json;
  }
}
