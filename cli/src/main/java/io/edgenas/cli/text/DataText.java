package io.edgenas.cli.text;

import io.edgenas.base.input.Check;
import io.edgenas.data.DataReport;
import io.edgenas.data.DataReport.ClassCount;
import io.edgenas.data.DataReport.Range;
import io.edgenas.data.DataReport.Remark;
import io.edgenas.data.DataReport.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code edgenas data} tells people. */
public final class DataText {
  /** Longer lists are for {@code --json}. */
  private static final int SHOWN = 20;

  private static final int LONGEST_LABEL = 40;

  private final String data;
  private final DataReport report;
  private final DataAdvice advice;

  public DataText(String data, DataReport report, DataAdvice advice) {
    this.data = data;
    this.report = report;
    this.advice = advice;
  }

  /** Describes the data set in several lines. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        Check.shown(data)
            + ": "
            + report.images()
            + " images in "
            + report.classes().size()
            + " classes");
    lines.addAll(classes());
    lines.add("imbalance   " + imbalance());
    lines.add(
        "pixels      width "
            + shown(report.range(Shape::width))
            + ", height "
            + shown(report.range(Shape::height))
            + ", shorter side "
            + shown(report.range(Shape::shorterSide))
            + " (smallest, median, largest)");
    lines.add("formats     " + formats());
    lines.add("channels    " + channels());
    addList(lines, "unreadable, left out", remarks(report.unreadable()));
    addList(lines, "named as another format, read nonetheless", remarks(report.misnamed()));
    lines.add(
        "duplicates  "
            + report.duplicates().copies()
            + " copies of images in the same class and part");
    addList(
        lines,
        "warning: same image in several classes",
        groups(report.duplicates().acrossClasses()));
    addList(
        lines, "warning: same image in several parts", groups(report.duplicates().acrossParts()));
    addList(
        lines,
        "warning: of a single colour, damaged or decoded wrongly",
        report.singleColour().stream().map(Check::shown).toList());
    report.warnings().forEach(warning -> lines.add("warning: " + warning));
    advice.errors().forEach(error -> lines.add("error: " + error + "; train refuses this"));
    lines.add(
        "suggested   --space "
            + advice.space().name()
            + ", which trains at "
            + advice.resolutions()
            + " pixels");
    if (advice.cacheBytes() > 0) {
      lines.add(
          "cache       about " + OpeningDisplay.size(advice.cacheBytes()) + " for decoded images");
    }
    return String.join("\n", lines);
  }

  private List<String> classes() {
    int width =
        report.classes().stream()
            .mapToInt(row -> label(row).codePointCount(0, label(row).length()))
            .reduce(5, Math::max);
    List<String> lines = new ArrayList<>();
    lines.add("  class" + " ".repeat(width - 5) + "    train      val     test");
    for (ClassCount row : report.classes()) {
      String label = label(row);
      lines.add(
          "  "
              + label
              + " ".repeat(width - label.codePointCount(0, label.length()))
              + String.format(
                  Locale.ROOT, " %8d %8d %8d", row.train(), row.validation(), row.test()));
    }
    return lines;
  }

  private static String label(ClassCount row) {
    String shown = Check.shown(row.label());
    return shown.codePointCount(0, shown.length()) <= LONGEST_LABEL
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, LONGEST_LABEL)) + "...";
  }

  private String imbalance() {
    if (report.imbalance().isEmpty()) {
      return "a class has no training images";
    }
    return String.format(
        Locale.ROOT,
        "%.1f training images of the largest class per one of the smallest; balance: %s",
        report.imbalance().getAsDouble(),
        advice.balance().text());
  }

  private static String shown(Range range) {
    return range.min() + ", " + range.median() + ", " + range.max();
  }

  private String formats() {
    return String.join(
        ", ",
        report.formats().entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList());
  }

  private long grey() {
    return report.shapes().stream().filter(shape -> shape.channels() == 1).count();
  }

  private String channels() {
    return grey()
        + " grey, "
        + (report.images() - grey())
        + " colour; trains with "
        + report.channels()
        + (report.channels() == 3 && grey() > 0 ? ", grey repeated" : "");
  }

  private static void addList(List<String> lines, String title, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    lines.add(title + ": " + items.size());
    items.stream().limit(SHOWN).forEach(item -> lines.add("  " + item));
    if (items.size() > SHOWN) {
      lines.add("  and " + (items.size() - SHOWN) + " more: --json has all");
    }
  }

  private static List<String> remarks(List<Remark> remarks) {
    return remarks.stream()
        .map(remark -> Check.shown(remark.file()) + ": " + Check.shown(remark.text()))
        .toList();
  }

  private static List<String> groups(List<List<String>> groups) {
    return groups.stream()
        .map(names -> String.join(" = ", names.stream().map(Check::shown).toList()))
        .toList();
  }
}
