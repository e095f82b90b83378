package io.edgenas.pipeline.plot;

import io.edgenas.pipeline.plot.Svg.Anchor;
import io.edgenas.pipeline.plot.Svg.Dot;
import io.edgenas.search.compare.Entry.Place;
import io.edgenas.search.compare.FrontPoint;
import io.edgenas.search.compare.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Strategies beside each other, as SVG: one large panel with what half of the runs reach, then a
 * small panel for each strategy with its spread, over that of the strategy that all are measured
 * against. All panels have the same axes.
 *
 * @param title above the picture
 * @param subtitle below the title: what the bands are
 * @param xTitle what the strategies are drawn over, with its unit
 * @param score what the y axis is
 * @param early the share of the x axis whose accuracies do not decide how far down the pictures
 *     reach, so that poor beginnings do not press the rest flat; 0 to 1
 * @param lines in the order of the small panels; the first is what all are measured against
 * @param levels accuracies to hold the strategies against; may be empty
 * @param references points that nobody searched, such as networks made by a rule; may be empty
 */
public record ComparisonPicture(
    String title,
    String subtitle,
    String xTitle,
    Score score,
    double early,
    List<Line> lines,
    List<Level> levels,
    Optional<References> references) {

  /**
   * Points that nobody searched.
   *
   * @param label what they are
   */
  public record References(String label, List<FrontPoint> points) {
    public References {
      points = List.copyOf(points);
    }
  }

  private static final double WIDTH = 1000;
  private static final double MARGIN = 24;
  private static final double HEAD = 58;
  private static final double AXIS_X = 58;
  private static final double AXIS_Y = 44;
  private static final double LARGE = 400;
  private static final double LEGEND = 250;
  private static final double LEGEND_ROW = 19;
  private static final int COLUMNS = 4;
  private static final double SMALL = 130;
  private static final double SMALL_HEAD = 22;
  private static final double SMALL_FOOT = 20;
  private static final double GAP = 14;
  private static final double LARGE_POINT = 5;
  private static final double SMALL_POINT = 3;
  private static final String INK = "#222222";
  private static final String FAINT = "#666666";
  private static final String REFERENCE = "#8a8f98";

  /** Colours that colour-blind people tell apart (Okabe and Ito, 2008), then some more. */
  private static final List<String> COLORS =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7b3294", "#a6761d",
          "#1b1b1b", "#d01c8b", "#5e9a1f", "#b2182b", "#3f5bd9", "#00868b");

  private static final String DASHED = "7 4";

  public ComparisonPicture {
    lines = List.copyOf(lines);
    levels = List.copyOf(levels);
    if (lines.isEmpty() || lines.get(0).places().isEmpty()) {
      throw new IllegalArgumentException("there is nothing to show in " + title);
    }
  }

  /** The picture as an SVG file. */
  public String svg() {
    int rows = (lines.size() - 1 + COLUMNS - 1) / COLUMNS;
    double largeHeight = Math.max(LARGE, LEGEND_ROW * (lines.size() + levels.size() + 3));
    double smallTop = HEAD + largeHeight + AXIS_Y + GAP;
    double height = smallTop + rows * (SMALL + SMALL_HEAD + SMALL_FOOT + GAP) + MARGIN / 2;
    Svg svg = new Svg(WIDTH, height);
    svg.text(new Dot(MARGIN, 26), title, Anchor.START, 17, INK);
    svg.text(new Dot(MARGIN, 45), subtitle, Anchor.START, 12.5, FAINT);
    large(svg, largeHeight);
    double width = (WIDTH - 2 * MARGIN - AXIS_X - (COLUMNS - 1) * GAP) / COLUMNS;
    for (int i = 1; i < lines.size(); i++) {
      int column = (i - 1) % COLUMNS;
      int row = (i - 1) / COLUMNS;
      double x = MARGIN + AXIS_X + column * (width + GAP);
      double y = smallTop + row * (SMALL + SMALL_HEAD + SMALL_FOOT + GAP) + SMALL_HEAD;
      small(svg, i, x, y, width, column == 0);
    }
    return svg.file();
  }

  private void large(Svg svg, double height) {
    Scale x = xScale(MARGIN + AXIS_X, WIDTH - MARGIN - LEGEND);
    Scale y = yScale(HEAD + height, HEAD);
    frame(svg, x, y, 8, 8, true);
    svg.text(new Dot((x.from() + x.to()) / 2, HEAD + height + 36), xTitle, Anchor.MIDDLE, 13, INK);
    svg.upright(new Dot(MARGIN + 2, HEAD + height / 2), score.axis(), 13, INK);
    svg.beginClip("large", x.from(), y.to(), x.to() - x.from(), y.from() - y.to());
    levelLines(svg, x, y);
    for (int i = 0; i < lines.size(); i++) {
      svg.line(steps(lines.get(i), x, y), color(i), i == 0 ? 2.5 : 1.8, dash(i));
    }
    points(svg, x, y, LARGE_POINT);
    svg.endClip();
    legend(svg, x.to() + 16);
  }

  private void small(Svg svg, int index, double left, double top, double width, boolean labelled) {
    Line line = lines.get(index);
    Scale x = xScale(left, left + width);
    Scale y = yScale(top + SMALL, top);
    frame(svg, x, y, 4, 4, labelled);
    svg.text(new Dot(left, top - 6), line.label(), Anchor.START, 12, INK);
    svg.beginClip("small" + index, left, top, width, SMALL);
    levelLines(svg, x, y);
    svg.area(band(lines.get(0), x, y), REFERENCE, 0.25);
    svg.area(band(line, x, y), color(index), 0.3);
    svg.line(steps(lines.get(0), x, y), REFERENCE, 1.4, "");
    svg.line(steps(line, x, y), color(index), 1.8, "");
    points(svg, x, y, SMALL_POINT);
    svg.endClip();
  }

  private static void frame(Svg svg, Scale x, Scale y, int xTicks, int yTicks, boolean labelled) {
    svg.rectangle(x.from(), y.to(), x.to() - x.from(), y.from() - y.to(), "#c9ccd1");
    for (double tick : x.ticks(xTicks)) {
      double at = x.pixel(tick);
      svg.line(List.of(new Dot(at, y.from()), new Dot(at, y.to())), "#eceef1", 1, "");
      svg.text(new Dot(at, y.from() + 16), x.label(tick, xTicks), Anchor.MIDDLE, 11, FAINT);
    }
    for (double tick : y.ticks(yTicks)) {
      double at = y.pixel(tick);
      svg.line(List.of(new Dot(x.from(), at), new Dot(x.to(), at)), "#eceef1", 1, "");
      if (labelled) {
        svg.text(new Dot(x.from() - 6, at + 4), y.label(tick, yTicks), Anchor.END, 11, FAINT);
      }
    }
  }

  private void levelLines(Svg svg, Scale x, Scale y) {
    for (Level level : levels) {
      double at = y.pixel(score.shown(level.top1()));
      List<Dot> ends = List.of(new Dot(x.from(), at), new Dot(x.to(), at));
      svg.line(ends, level.color(), 1.3, level.dash());
    }
  }

  private void points(Svg svg, Scale x, Scale y, double radius) {
    referencePoints()
        .map(point -> new Dot(x.pixel(point.cost()), y.pixel(score.shown(point.top1()))))
        .forEach(dot -> svg.diamond(dot, radius, INK));
  }

  /** The best first, as they end. */
  private void legend(Svg svg, double left) {
    double end = xEnd();
    List<Integer> order =
        Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
            .sorted(Comparator.comparingDouble((Integer i) -> -lines.get(i).medianAt(end)))
            .toList();
    double y = HEAD + 10;
    for (int i : order) {
      svg.line(
          List.of(new Dot(left, y - 4), new Dot(left + 22, y - 4)),
          color(i),
          i == 0 ? 2.5 : 1.8,
          dash(i));
      Line line = lines.get(i);
      String text = line.note().isEmpty() ? line.label() : line.label() + ", " + line.note();
      svg.text(new Dot(left + 28, y), text, Anchor.START, 12, INK);
      y += LEGEND_ROW;
    }
    for (Level level : levels) {
      List<Dot> ends = List.of(new Dot(left, y - 4), new Dot(left + 22, y - 4));
      svg.line(ends, level.color(), 1.3, level.dash());
      svg.text(new Dot(left + 28, y), level.label(), Anchor.START, 12, INK);
      y += LEGEND_ROW;
    }
    if (references.isPresent()) {
      svg.diamond(new Dot(left + 11, y - 4), LARGE_POINT, INK);
      svg.text(new Dot(left + 28, y), references.get().label(), Anchor.START, 12, INK);
    }
  }

  private static String color(int index) {
    return index == 0 ? REFERENCE : COLORS.get((index - 1) % COLORS.size());
  }

  /** Where there are more strategies than colours, lines of one colour differ in their strokes. */
  private static String dash(int index) {
    return index > COLORS.size() ? DASHED : "";
  }

  /** A line that stays where it is until something better is found. */
  private List<Dot> steps(Line line, Scale x, Scale y) {
    return steps(line, x, y, place -> place.top1().median());
  }

  private interface Height {
    double of(Place place);
  }

  private List<Dot> steps(Line line, Scale x, Scale y, Height height) {
    List<Dot> dots = new ArrayList<>();
    double before = Double.NaN;
    for (Place place : line.places()) {
      double here = y.pixel(score.shown(height.of(place)));
      if (!dots.isEmpty() && here != before) {
        dots.add(new Dot(x.pixel(place.at()), before));
      }
      if (here != before) {
        dots.add(new Dot(x.pixel(place.at()), here));
      }
      before = here;
    }
    if (!dots.isEmpty()) {
      dots.add(new Dot(x.to(), before));
    }
    return dots;
  }

  private List<Dot> band(Line line, Scale x, Scale y) {
    List<Dot> dots = new ArrayList<>(steps(line, x, y, place -> place.top1().low()));
    List<Dot> above = new ArrayList<>(steps(line, x, y, place -> place.top1().high()));
    Collections.reverse(above);
    dots.addAll(above);
    return dots;
  }

  private Scale xScale(double from, double to) {
    double start = ats().min().orElseThrow();
    return new Scale(start, xEnd(), from, to);
  }

  private double xEnd() {
    return ats().max().orElseThrow();
  }

  private DoubleStream ats() {
    return DoubleStream.concat(
        places().mapToDouble(Place::at), referencePoints().mapToDouble(FrontPoint::cost));
  }

  /** From what the weakest has after the early part; what lies lower is cut off. */
  private Scale yScale(double from, double to) {
    double start = ats().min().orElseThrow();
    double counted = start + early * (xEnd() - start);
    double low =
        Stream.of(
                places().filter(place -> place.at() >= counted).map(place -> place.top1().low()),
                referencePoints().filter(point -> point.cost() >= counted).map(FrontPoint::top1),
                levels.stream().map(Level::top1))
            .flatMap(all -> all)
            .mapToDouble(value -> value)
            .min()
            .orElseThrow();
    double high =
        Stream.of(
                places().map(place -> place.top1().high()),
                referencePoints().map(FrontPoint::top1),
                levels.stream().map(Level::top1))
            .flatMap(all -> all)
            .mapToDouble(value -> value)
            .max()
            .orElseThrow();
    double margin = 0.04 * Math.max(high - low, 1e-6);
    return new Scale(score.shown(low - margin), score.shown(high + margin), from, to);
  }

  private Stream<Place> places() {
    return lines.stream().flatMap(line -> line.places().stream());
  }

  private Stream<FrontPoint> referencePoints() {
    return references.stream().flatMap(all -> all.points().stream());
  }
}
